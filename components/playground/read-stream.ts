import { createParser } from "eventsource-parser";

/** What the browser saw of a run besides its text. */
export interface StreamEnd {
  finish: string | null;
  /** The gateway's typed error frame, when the answer broke off after the commit point. */
  error: string | null;
}

interface ChunkFrame {
  error?: { message?: string };
  choices?: {
    delta?: { content?: string | null; reasoning_content?: string | null };
    finish_reason?: string | null;
  }[];
}

/**
 * Reads a chat completion stream to its end and hands on each piece of text. Rejects when the connection breaks or
 * ends without `[DONE]`: an answer that only stopped is not a finished one.
 */
export async function readStream(
  body: ReadableStream<Uint8Array>,
  onText: (text: string) => void,
): Promise<StreamEnd> {
  const end: StreamEnd = { finish: null, error: null };
  let done = false;
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === "[DONE]") return void (done = true);
      const frame = JSON.parse(data) as ChunkFrame;
      if (frame.error) end.error = frame.error.message ?? "The answer broke off.";
      const choice = frame.choices?.[0];
      if (choice?.delta?.content) onText(choice.delta.content);
      if (choice?.finish_reason) end.finish = choice.finish_reason;
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    parser.feed(decoder.decode(piece.value, { stream: true }));
  }
  if (!done && !end.error) throw new Error("The connection ended before the answer did.");
  return end;
}
