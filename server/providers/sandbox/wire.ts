import type { Reply } from "./reply";

/** What every object of one simulated response has in common. */
export interface Envelope {
  id: string;
  /** Seconds since the epoch. */
  created: number;
  /** The model's id at this upstream, as any upstream reports its own. */
  model: string;
}

const encoder = new TextEncoder();

const usageOf = ({ promptTokens, pieces }: Reply) => ({
  prompt_tokens: promptTokens,
  completion_tokens: pieces.length,
  total_tokens: promptTokens + pieces.length,
});

/** A `tool_calls` entry with a part of its input; later parts of a stream carry neither id nor name. */
function toolCall(reply: Reply, callId: string | null, input: string): Record<string, unknown> {
  const name = callId === null ? {} : { name: reply.toolName };
  const body = reply.custom ? { custom: { ...name, input } } : { function: { ...name, arguments: input } };
  return callId === null ? body : { id: callId, type: reply.custom ? "custom" : "function", ...body };
}

/** A whole `chat.completion`. */
export function completionOf(envelope: Envelope, reply: Reply): Uint8Array {
  const text = reply.pieces.join("");
  const message =
    reply.kind === "text"
      ? { role: "assistant", content: text, refusal: null }
      : {
          role: "assistant",
          content: null,
          refusal: null,
          tool_calls: [toolCall(reply, callId(envelope), text)],
        };
  return encoder.encode(
    JSON.stringify({
      ...envelope,
      object: "chat.completion",
      choices: [{ index: 0, message, logprobs: null, finish_reason: reply.finishReason }],
      usage: usageOf(reply),
    }),
  );
}

/** The frames of a stream in order: the opening, one for each piece, then the rest including `[DONE]`. */
export function streamOf(
  envelope: Envelope,
  reply: Reply,
  includeUsage: boolean,
): { opening: string; pieces: string[]; closing: string } {
  const head = { ...envelope, object: "chat.completion.chunk" };
  const frame = (delta: object, finishReason: string | null): string => {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
    return `data: ${JSON.stringify({ ...head, choices, ...(includeUsage ? { usage: null } : {}) })}\n\n`;
  };
  const isText = reply.kind === "text";
  const start = { role: "assistant", content: isText ? "" : null, refusal: null };
  const call = { tool_calls: [{ index: 0, ...toolCall(reply, callId(envelope), "") }] };
  const usage = includeUsage
    ? `data: ${JSON.stringify({ ...head, choices: [], usage: usageOf(reply) })}\n\n`
    : "";
  return {
    opening: frame(isText ? start : { ...start, ...call }, null),
    pieces: reply.pieces.map((piece) =>
      frame(
        isText ? { content: piece } : { tool_calls: [{ index: 0, ...toolCall(reply, null, piece) }] },
        null,
      ),
    ),
    closing: `${frame({}, reply.finishReason)}${usage}data: [DONE]\n\n`,
  };
}

const callId = ({ id }: Envelope): string => id.replace("chatcmpl-", "call_");
