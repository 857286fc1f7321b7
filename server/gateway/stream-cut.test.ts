import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UpstreamFailure } from "@/server/providers/upstream";
import { handle } from "./gateway";
import { chatExchange, testRuntime } from "./testing/in-process";

const DONE = "data: [DONE]\n\n";
const frame = (json: object): string => `data: ${JSON.stringify(json)}\n\n`;
const chunk = (delta: object, finish_reason: string | null = null): string =>
  frame({ choices: [{ delta, finish_reason }] });
const TEXT = ["ž 😀", '"\\\n\ndata: [DONE]\n\n', " end"];
const FINISH = chunk({}, "stop");
const USAGE = frame({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } });
const FRAMES = [
  chunk({ role: "assistant" }),
  ...TEXT.map((content) => chunk({ content })),
  FINISH,
  USAGE,
  DONE,
];
const STREAM = Buffer.from(FRAMES.join(""));

/** An upstream whose stream is these pieces and then ends, soundly or not. */
async function* body(pieces: Buffer[], cut: boolean): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) if (piece.length > 0) yield await Promise.resolve(piece);
  if (cut) throw new UpstreamFailure("reset", "cut");
}

async function relay(
  pieces: Buffer[],
  cut: boolean,
): Promise<{ status: number; text: string; state: string }> {
  const { runtime, recorder, serve } = await started;
  const headers = { "content-type": "text/event-stream" };
  serve(() => Promise.resolve({ status: 200, headers, body: body(pieces, cut) }));
  const answer = await handle(
    chatExchange({ model: "custom", stream: true, messages: [{ role: "user", content: "x" }] }),
    runtime,
  );
  const chunks: Uint8Array[] = [];
  if (answer.body instanceof Uint8Array) chunks.push(answer.body);
  else
    for (let step = await answer.body.next(); !step.done; step = await answer.body.next())
      chunks.push(step.value);
  await runtime.drain();
  return {
    status: answer.status,
    text: Buffer.concat(chunks).toString("utf8"),
    state: recorder.closed.pop()!.state,
  };
}

const started = testRuntime();

interface Parsed {
  content: string;
  finished: boolean;
  error: boolean;
  done: boolean;
}

function parse(text: string): Parsed {
  const out: Parsed = { content: "", finished: false, error: false, done: false };
  for (const frame of text.split("\n\n").filter((each) => each !== "")) {
    expect(out.done, "nothing follows the end mark").toBe(false);
    if (frame === "data: [DONE]") {
      out.done = true;
      continue;
    }
    const json = JSON.parse(frame.replace(/^data: /, "")) as {
      error?: object;
      choices?: { delta: { content?: string }; finish_reason: string | null }[];
    };
    out.error ||= json.error !== undefined;
    out.content += json.choices?.[0]?.delta.content ?? "";
    out.finished ||= json.choices?.[0]?.finish_reason === "stop";
  }
  return out;
}

/** What of the answer stands in the first `length` bytes: whole frames; at a sound end also one without its blank line. */
function sentBy(length: number, cut: boolean): { content: string; finished: boolean; done: boolean } {
  const out = { content: "", finished: false, done: false };
  let end = 0;
  for (const [index, frame] of FRAMES.entries()) {
    end += Buffer.byteLength(frame);
    if (end > length && (cut || end - length > 2)) break;
    if (index > 0 && index <= TEXT.length) out.content += TEXT[index - 1];
    if (frame === FINISH) out.finished = true;
    if (frame === DONE) out.done = true;
  }
  return out;
}

async function expectHonest(length: number, cut: boolean, pieces: Buffer[]): Promise<void> {
  const sent = sentBy(length, cut);
  const { status, text, state } = await relay(pieces, cut);
  const where = `${length} bytes, ${cut ? "cut" : "ended"}`;
  if (sent.content === "" && !sent.finished) {
    expect([status, state], where).toEqual([502, "failed"]);
    return;
  }
  const seen = parse(text);
  expect({ content: seen.content, finished: seen.finished, done: seen.done }, where).toEqual(sent);
  expect([seen.error, state], where).toEqual(sent.finished ? [false, "served"] : [true, "truncated"]);
}

describe("a stream that is cut at any byte", () => {
  it.each([true, false])(
    "shows every character once, and no finish or end mark that the upstream did not send (cut: %s)",
    async (cut) => {
      for (let length = 0; length <= STREAM.length; length++)
        await expectHonest(length, cut, [STREAM.subarray(0, length)]);
    },
  );

  it("the same in pieces of any size", async () => {
    const cuts = fc.array(fc.nat(STREAM.length), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.nat(STREAM.length), cuts, fc.boolean(), async (length, at, cut) => {
        const marks = [0, ...at.filter((mark) => mark < length).toSorted((a, b) => a - b), length];
        await expectHonest(
          length,
          cut,
          marks.slice(1).map((end, i) => STREAM.subarray(marks[i], end)),
        );
      }),
      { numRuns: 100 },
    );
  });
});
