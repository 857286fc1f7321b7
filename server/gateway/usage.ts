import type { Cost, Usage } from "@/server/audit/decision";
import { moneyOf } from "@/server/router/expected";
import type { Price } from "@/server/router/types";

type Json = Record<string, unknown>;

/** Bytes of UTF-8 answer text per token, for an answer whose provider reported no usage. */
const BYTES_PER_TOKEN = 4;

/** What a column of counts holds; no answer has two thousand million tokens, so more is no count. */
const COUNT_MAX = 2 ** 31 - 1;

const count = (value: unknown): number | null =>
  typeof value === "number" && value >= 0 && value <= COUNT_MAX ? Math.round(value) : null;
const details = (value: unknown): Json =>
  typeof value === "object" && value !== null ? (value as Json) : {};

/**
 * Usage as a provider reported it on a chat answer or chunk (OpenAI spec 2026-08; DeepSeek's `prompt_cache_hit_tokens`);
 * null when the JSON holds no counts.
 */
export function parseUsage(json: string): Usage | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const usage = value as Json;
  const prompt = details(usage.prompt_tokens_details);
  const completion = details(usage.completion_tokens_details);
  const inputTokens = count(usage.prompt_tokens);
  const outputTokens = count(usage.completion_tokens);
  if (inputTokens === null && outputTokens === null) return null;
  return {
    inputTokens,
    outputTokens,
    cachedInputTokens: count(prompt.cached_tokens) ?? count(usage.prompt_cache_hit_tokens),
    cacheWriteTokens: count(prompt.cache_write_tokens),
    reasoningTokens: count(completion.reasoning_tokens),
    totalTokens: count(usage.total_tokens),
    estimated: false,
  };
}

/** Our own count where the provider reported none: the request's estimate, and the bytes that were delivered. */
export function estimateUsage(inputTokens: number, outputBytes: number): Usage {
  const outputTokens = Math.ceil(outputBytes / BYTES_PER_TOKEN);
  return {
    inputTokens,
    outputTokens,
    cachedInputTokens: null,
    cacheWriteTokens: null,
    reasoningTokens: null,
    totalTokens: inputTokens + outputTokens,
    estimated: true,
  };
}

/** Money for a usage at a price row: streamed and plain answers alike. Unknown when either is. */
export function settleCost(usage: Usage | null, price: Price | null): Cost {
  const priceRow = price?.id ?? null;
  if (usage === null || price === null || usage.inputTokens === null || usage.outputTokens === null) {
    return { value: null, currency: "USD", priceRow };
  }
  const tokens = {
    input: usage.inputTokens,
    output: usage.outputTokens,
    cached: usage.cachedInputTokens ?? 0,
  };
  return { value: Math.round(moneyOf(price, tokens)), currency: "USD", priceRow };
}
