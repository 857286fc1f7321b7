import { RouterError } from "@/server/platform/errors";
import type { ClassifierInput, RequestOptions } from "@/server/router/types";
import { classifierInput } from "./classifier-input";
import type { Exchange } from "./exchange";
import { bytesAsLatin1, latin1AsUtf8 } from "./json-scan";
import { parseOptions } from "./request-options";

/** A chat request after the edge: trusted from here on. */
export interface ChatRequest {
  /** The client's body, one latin1 character per byte: what upstream bodies are cut from. */
  raw: string;
  stream: boolean;
  /** The client itself asked for the usage of a stream. */
  wantsUsage: boolean;
  /** Choices that were asked for (`n`). One that makes no sense counts as 1: to refuse it is the upstream's business. */
  choices: number;
  /** The client wants the decision in the answer. */
  trace: boolean;
  options: RequestOptions;
  input: ClassifierInput;
}

/**
 * Reads and checks a chat body. Unknown fields are nobody's business here: they travel on as bytes.
 * @throws RouterError invalid-request | body-too-large
 */
export async function parseChatRequest(
  exchange: Exchange,
  isKnownModel: (id: string) => boolean,
): Promise<ChatRequest> {
  const bytes = await exchange.body();
  const raw = bytesAsLatin1(bytes);
  const body = parseObject(raw);
  const { model } = body;
  if (typeof model !== "string" || model === "") {
    const message =
      model === undefined ? 'model is required; use "auto" to let Fairlead choose.' : "model must be text.";
    throw new RouterError("invalid-request", message, { param: "model" });
  }
  const { stream, stream_options: streamOptions } = body;
  if (stream !== undefined && stream !== null && typeof stream !== "boolean") {
    throw new RouterError("invalid-request", "stream must be true or false.", { param: "stream" });
  }
  const { options, trace } = parseOptions(model, body.routing, (name) => exchange.header(name), isKnownModel);
  return {
    raw,
    stream: stream === true,
    wantsUsage: (streamOptions as { include_usage?: unknown } | null | undefined)?.include_usage === true,
    choices: Number.isInteger(body.n) ? Math.max(1, body.n as number) : 1,
    trace,
    options,
    input: classifierInput(body),
  };
}

function parseObject(raw: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(latin1AsUtf8(raw));
  } catch {
    // Without its cause: the parser's message quotes the body, and causes are logged.
    throw new RouterError("invalid-request", "The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RouterError("invalid-request", "The body must be a JSON object.");
  }
  return value as Record<string, unknown>;
}
