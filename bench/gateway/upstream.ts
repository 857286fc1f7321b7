/**
 * The mock upstream, a process of its own: OpenAI-style answers, plain and streamed, with the delays last set by
 * `POST /control`. Answers are made once, so that it costs little beside what is measured.
 */
import http from "node:http";
import { monotonicMs } from "./monotonic";

export interface Behaviour {
  firstTokenMs: number;
  tokenGapMs: number;
  /** Content chunks of a stream. */
  chunks: number;
}

const behaviour: Behaviour = { firstTokenMs: 0, tokenGapMs: 0, chunks: 20 };
/** Monotonic ms at which clients left before their answer's end, since the last `GET /departures`. */
let departures: number[] = [];

const WORD = "a router picks a model for each request by what it costs and how well it does there ".split(
  " ",
);
const usage = { prompt_tokens: 60, completion_tokens: 20, total_tokens: 80 };
const base = {
  id: "chatcmpl-bench",
  created: 1_790_000_000,
  model: "bench-model",
  system_fingerprint: "fp_bench",
};
const plain = Buffer.from(
  JSON.stringify({
    ...base,
    object: "chat.completion",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: WORD.join(" ") },
        logprobs: null,
        finish_reason: "stop",
      },
    ],
    usage,
  }),
);

const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;
const chunk = (delta: object, finish: string | null): string =>
  event({ ...base, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] });
const opening = chunk({ role: "assistant", content: "" }, null);
const words = WORD.map((word) => Buffer.from(chunk({ content: ` ${word}` }, null)));
const ending = Buffer.from(
  `${chunk({}, "stop")}${event({ ...base, object: "chat.completion.chunk", choices: [], usage })}data: [DONE]\n\n`,
);

function sendPlain(response: http.ServerResponse): void {
  const send = (): void => {
    response.writeHead(200, { "content-type": "application/json", "content-length": plain.length });
    response.end(plain);
  };
  if (behaviour.firstTokenMs > 0) setTimeout(send, behaviour.firstTokenMs);
  else send();
}

function sendStream(response: http.ServerResponse): void {
  const { firstTokenMs, tokenGapMs, chunks } = behaviour;
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  response.flushHeaders();
  let sent = 0;
  const next = (): void => {
    if (response.destroyed) return;
    if (sent === 0) response.write(opening);
    if (sent === chunks) return void response.end(ending);
    response.write(words[sent++ % words.length]!);
    if (tokenGapMs > 0) setTimeout(next, tokenGapMs);
    else next();
  };
  if (firstTokenMs > 0) setTimeout(next, firstTokenMs);
  else next();
}

function answer(path: string, body: Buffer, response: http.ServerResponse): void {
  const json = (value: unknown): void => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };
  if (path === "/control") {
    Object.assign(behaviour, JSON.parse(body.toString()));
    return json(behaviour);
  }
  if (path === "/departures") {
    json(departures);
    departures = [];
    return;
  }
  if (!path.endsWith("/chat/completions")) return json({ object: "list", data: [] });
  response.on("close", () => {
    if (!response.writableFinished) departures.push(monotonicMs());
  });
  if (body.includes('"stream":true')) sendStream(response);
  else sendPlain(response);
}

const server = http.createServer({ keepAliveTimeout: 60_000, noDelay: true }, (request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () =>
    answer(request.url ?? "/", parts.length === 1 ? parts[0]! : Buffer.concat(parts), response),
  );
});
server.listen(Number(process.env.PORT), "127.0.0.1", 4096);
