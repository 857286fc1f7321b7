import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One call as the upstream saw it. */
export interface SeenCall {
  body: string;
  json: { model: string; stream?: boolean; stream_options?: { include_usage?: boolean } };
  headers: IncomingMessage["headers"];
  /** Resolves when the exchange is over: true when the caller left before the answer was whole. */
  left: Promise<boolean>;
}

export type Behaviour = (call: SeenCall, response: ServerResponse) => void | Promise<void>;

/** An upstream that misbehaves as told: the queue first, one behaviour a call, then the usual answer. */
export interface FaultUpstream {
  url: string;
  calls: SeenCall[];
  queue: Behaviour[];
  /** Resolves with the n-th call (from 0) as soon as it has arrived whole. */
  call(index: number): Promise<SeenCall>;
  close(): Promise<void>;
}

export async function startFaultUpstream(usual: Behaviour = answer("hello")): Promise<FaultUpstream> {
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => void take(request, response));
  const upstream: FaultUpstream = {
    url: "",
    calls: [],
    queue: [],
    async call(index) {
      while (upstream.calls.length <= index) await new Promise<void>((resolve) => waiting.push(resolve));
      return upstream.calls[index]!;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const left = new Promise<boolean>((resolve) =>
      response.once("close", () => resolve(!response.writableFinished)),
    );
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const call: SeenCall = {
      body,
      json: JSON.parse(body) as SeenCall["json"],
      headers: request.headers,
      left,
    };
    upstream.calls.push(call);
    for (const wake of waiting.splice(0)) wake();
    await (upstream.queue.shift() ?? usual)(call, response);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  upstream.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return upstream;
}

const SSE = { "content-type": "text/event-stream" };
const HEAD = { id: "chatcmpl-7", created: 1_790_000_000, model: "upstream-name" };
const USAGE = {
  prompt_tokens: 11,
  completion_tokens: 7,
  total_tokens: 18,
  prompt_tokens_details: { cached_tokens: 4 },
};

/** A chunk of a stream as OpenAI sends it. */
export function chunk(delta: object, finishReason: string | null = null, extra: object = {}): string {
  const choices = [{ index: 0, delta, finish_reason: finishReason, logprobs: null }];
  return `data: ${JSON.stringify({ ...HEAD, object: "chat.completion.chunk", choices, ...extra })}\n\n`;
}

export const usageChunk = `data: ${JSON.stringify({ ...HEAD, object: "chat.completion.chunk", choices: [], usage: USAGE })}\n\n`;
export const DONE = "data: [DONE]\n\n";

/** All frames of a whole streamed answer, one per word. */
export function framesOf(text: string, withUsage = true): string[] {
  const words = text.split(/(?<= )/).map((word) => chunk({ content: word }));
  return [
    chunk({ role: "assistant", content: "" }),
    ...words,
    chunk({}, "stop"),
    ...(withUsage ? [usageChunk] : []),
    DONE,
  ];
}

/** Answers as asked: a whole completion, or a whole stream. */
export const answer =
  (text: string): Behaviour =>
  ({ json }, response) => {
    if (json.stream) {
      response.writeHead(200, SSE);
      response.end(framesOf(text, json.stream_options?.include_usage === true).join(""));
      return;
    }
    const message = { role: "assistant", content: text, refusal: null };
    const choices = [{ index: 0, message, finish_reason: "stop", logprobs: null }];
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ ...HEAD, object: "chat.completion", choices, usage: USAGE, system_fingerprint: null }),
    );
  };

export const status =
  (
    code: number,
    error: object = { message: `error ${code}`, type: "server_error", param: null, code: null },
    headers = {},
  ): Behaviour =>
  (_, response) => {
    response.writeHead(code, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error }));
  };

/** Takes the request and says nothing. */
export const hang: Behaviour = () => {};

export const html: Behaviour = (_, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  response.end("<html><body>It works</body></html>");
};

/** A 200 that ends without a byte of body. */
export const empty: Behaviour = ({ json }, response) => {
  response.writeHead(200, json.stream ? SSE : { "content-type": "application/json" });
  response.end();
};

/** Sends these pieces, one write each, then ends soundly, cuts the connection, or stays silent. */
export const send =
  (pieces: string[], then: "end" | "cut" | "hang" = "end"): Behaviour =>
  async (_, response) => {
    response.writeHead(200, SSE);
    response.flushHeaders();
    for (const piece of pieces) await new Promise<void>((resolve) => response.write(piece, () => resolve()));
    if (then === "end") response.end();
    else if (then === "cut") response.destroy();
  };
