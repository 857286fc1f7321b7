import type { Capability, ClassifierInput, Features } from "../types";
import { readConversation } from "./conversation";
import { languageOf } from "./language";
import { TokenBuffer, scanText } from "./text-scan";
import { estimateInputTokens, quantise } from "./tokens";

const tokens = new TokenBuffer(200);

/** Quantised facts of a request. Counts above 20 are rounded to two significant digits, like token counts. */
export function featuresOf(input: ClassifierInput): Features {
  const found = readConversation(input);
  tokens.count = 0;
  scanText(found.last, 0, Math.min(found.last.length, 1500), tokens.capacity, tokens);
  return {
    inputTokens: quantise(estimateInputTokens(input)),
    maxOutputTokens: input.maxOutputTokens,
    messageCount: quantiseCount(input.messages.length),
    userTurns: quantiseCount(found.userTurns),
    hasSystem: found.hasSystem,
    language: languageOf(found.last, tokens),
    toolCount: quantiseCount(input.tools.length),
    inToolLoop: found.inToolLoop,
    needs: needsOf(input),
    thinking: input.thinking,
  };
}

const quantiseCount = (count: number): number => (count <= 20 ? count : quantise(count));

/** What an offer must be able to do: read every kind of part in the conversation, call tools, keep to a format. */
function needsOf(input: ClassifierInput): Record<Capability, boolean> {
  const needs: Record<Capability, boolean> = {
    tools: input.tools.length > 0,
    structuredOutput: input.responseFormat === "json_schema" || input.responseFormat === "json_object",
    vision: false,
    audio: false,
    file: false,
  };
  for (const message of input.messages) {
    if (message.role === "tool" || message.role === "function" || message.hasToolCalls) needs.tools = true;
    for (const part of message.parts) needs[part === "image" ? "vision" : part] = true;
  }
  return needs;
}
