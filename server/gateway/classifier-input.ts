import { RouterError } from "@/server/platform/errors";
import type { ChatMessage, ClassifierInput } from "@/server/router/types";

const ROLES = new Set<unknown>(["system", "developer", "user", "assistant", "tool", "function"]);
const PART_KINDS: Record<string, ChatMessage["parts"][number]> = {
  image_url: "image",
  input_image: "image",
  image: "image",
  input_audio: "audio",
  audio: "audio",
  audio_url: "audio",
  file: "file",
  input_file: "file",
};

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What the classifier reads of a parsed chat body. Checks only what routing needs; fields it does not know are the
 * upstream's business.
 * @throws RouterError invalid-request, naming the field in `param`
 */
export function classifierInput(body: Json): ClassifierInput {
  const { messages } = body;
  if (!Array.isArray(messages) || messages.length === 0) {
    throw invalid(
      "messages",
      messages === undefined ? "messages is required." : "messages must be a non-empty list.",
    );
  }
  const format = isObject(body.response_format) ? body.response_format.type : null;
  return {
    messages: messages.map(chatMessage),
    tools: declaredTools(body),
    responseFormat: format === "text" || format === "json_object" || format === "json_schema" ? format : null,
    maxOutputTokens: tokenLimit(body, "max_completion_tokens") ?? tokenLimit(body, "max_tokens"),
    thinking: askedThinking(body),
  };
}

const invalid = (param: string, message: string) => new RouterError("invalid-request", message, { param });

function tokenLimit(body: Json, param: string): number | null {
  const value = body[param];
  if (value === undefined || value === null) return null;
  if (Number.isSafeInteger(value) && (value as number) >= 1) return value as number;
  throw invalid(param, `${param} must be a whole number, 1 or more.`);
}

function chatMessage(message: unknown, index: number): ChatMessage {
  const param = `messages.${index}`;
  if (!isObject(message)) throw invalid(param, `${param} must be an object.`);
  const { role, content } = message;
  if (!ROLES.has(role))
    throw invalid(`${param}.role`, `${param}.role must be one of ${[...ROLES].join(", ")}.`);
  const out: ChatMessage = { role: role as ChatMessage["role"], text: "", parts: [], hasToolCalls: false };
  if (typeof content === "string") out.text = content;
  else if (Array.isArray(content)) readParts(content, out, `${param}.content`);
  else if (content !== undefined && content !== null) {
    throw invalid(`${param}.content`, `${param}.content must be text or a list of parts.`);
  }
  const { tool_calls: calls } = message;
  out.hasToolCalls = (Array.isArray(calls) && calls.length > 0) || isObject(message.function_call);
  return out;
}

function readParts(content: unknown[], out: ChatMessage, param: string): void {
  const texts: string[] = [];
  for (const [index, part] of content.entries()) {
    if (typeof part === "string") texts.push(part);
    else if (!isObject(part)) throw invalid(`${param}.${index}`, `${param}.${index} must be an object.`);
    else if (typeof part.text === "string") texts.push(part.text);
    else if (typeof part.refusal === "string") texts.push(part.refusal);
    else {
      const kind = typeof part.type === "string" ? PART_KINDS[part.type] : undefined;
      if (kind) out.parts.push(kind);
    }
  }
  out.text = texts.length === 1 ? texts[0]! : texts.join("\n");
}

/** Function and custom tools, and the deprecated `functions`. */
function declaredTools(body: Json): ClassifierInput["tools"] {
  const tools: ClassifierInput["tools"] = [];
  for (const name of ["tools", "functions"]) {
    const declared = body[name];
    if (declared === undefined || declared === null) continue;
    if (!Array.isArray(declared)) throw invalid(name, `${name} must be a list.`);
    for (const tool of declared) {
      if (!isObject(tool)) continue;
      const inner = isObject(tool.function) ? tool.function : isObject(tool.custom) ? tool.custom : tool;
      tools.push({ name: text(inner.name ?? inner.type), description: text(inner.description) });
    }
  }
  return tools;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The ways clients switch reasoning on and off: OpenAI, Qwen and vLLM, DeepSeek and GLM, OpenRouter. */
function askedThinking(body: Json): boolean | null {
  if (typeof body.reasoning_effort === "string") return body.reasoning_effort !== "none";
  if (typeof body.enable_thinking === "boolean") return body.enable_thinking;
  const template = body.chat_template_kwargs;
  if (isObject(template)) {
    if (typeof template.enable_thinking === "boolean") return template.enable_thinking;
    if (typeof template.thinking === "boolean") return template.thinking;
  }
  if (isObject(body.thinking)) {
    if (body.thinking.type === "enabled") return true;
    if (body.thinking.type === "disabled") return false;
  }
  if (isObject(body.reasoning)) {
    if (typeof body.reasoning.enabled === "boolean") return body.reasoning.enabled;
    if (typeof body.reasoning.effort === "string") return body.reasoning.effort !== "none";
  }
  return null;
}
