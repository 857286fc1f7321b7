import { describe, expect, test } from "vitest";
import { readStream } from "./read-stream";

const frames = [
  ": keep-alive\n\n",
  'data: {"choices":[{"delta":{"role":"assistant","content":""}}]}\n\n',
  'data: {"choices":[{"delta":{"content":"Grüße, "}}]}\n\n',
  'data: {"choices":[{"delta":{"content":"Welt"},"finish_reason":"stop"}]}\n\n',
  'data: {"choices":[],"usage":{"total_tokens":3}}\n\n',
  "data: [DONE]\n\n",
].join("");

const streamOf = (pieces: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });

async function read(pieces: Uint8Array[]) {
  let text = "";
  const end = await readStream(streamOf(pieces), (piece) => (text += piece));
  return { text, end };
}

describe("reading a chat stream", () => {
  const bytes = new TextEncoder().encode(frames);

  test("cut at every byte, it reads the same text and end", async () => {
    for (let cut = 1; cut < bytes.length; cut++) {
      const { text, end } = await read([bytes.slice(0, cut), bytes.slice(cut)]);
      expect(text, `cut at ${cut}`).toBe("Grüße, Welt");
      expect(end).toEqual({ finish: "stop", error: null });
    }
  });

  test("a stream that only stops is an error, not an end", async () => {
    const cut = new TextEncoder().encode(frames.replace("data: [DONE]\n\n", ""));
    await expect(read([cut])).rejects.toThrow("ended before the answer did");
  });

  test("the gateway's error frame is told with the text before it kept", async () => {
    const broken =
      'data: {"choices":[{"delta":{"content":"Half"}}]}\n\ndata: {"error":{"message":"upstream cut"}}\n\n';
    const { text, end } = await read([new TextEncoder().encode(broken)]);
    expect(text).toBe("Half");
    expect(end.error).toBe("upstream cut");
  });
});
