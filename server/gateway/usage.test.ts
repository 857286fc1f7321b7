import { describe, expect, it } from "vitest";
import { estimateUsage, parseUsage, settleCost } from "./usage";

const PRICE = {
  id: "price_1",
  inputNanoUsdPerMTok: 1_000_000_000,
  outputNanoUsdPerMTok: 4_000_000_000,
  cachedInputNanoUsdPerMTok: 100_000_000,
};
const NONE = {
  cachedInputTokens: null,
  cacheWriteTokens: null,
  reasoningTokens: null,
  totalTokens: null,
  estimated: false,
};

describe("usage as providers write it", () => {
  it.each([
    [
      "OpenAI",
      {
        prompt_tokens: 10,
        completion_tokens: 5,
        total_tokens: 15,
        prompt_tokens_details: { cached_tokens: 8 },
        completion_tokens_details: { reasoning_tokens: 3 },
      },
      {
        ...NONE,
        inputTokens: 10,
        outputTokens: 5,
        totalTokens: 15,
        cachedInputTokens: 8,
        reasoningTokens: 3,
      },
    ],
    [
      "DeepSeek",
      { prompt_tokens: 10, completion_tokens: 5, prompt_cache_hit_tokens: 6, prompt_cache_miss_tokens: 4 },
      { ...NONE, inputTokens: 10, outputTokens: 5, cachedInputTokens: 6 },
    ],
    [
      "cache writes",
      {
        prompt_tokens: 10,
        completion_tokens: 5,
        prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 7 },
      },
      { ...NONE, inputTokens: 10, outputTokens: 5, cachedInputTokens: 0, cacheWriteTokens: 7 },
    ],
    [
      "details that are null",
      { prompt_tokens: 1, completion_tokens: 0, prompt_tokens_details: null },
      { ...NONE, inputTokens: 1, outputTokens: 0 },
    ],
    ["only a prompt count", { prompt_tokens: 4 }, { ...NONE, inputTokens: 4, outputTokens: null }],
  ])("%s", (_, json, expected) => {
    expect(parseUsage(JSON.stringify(json))).toEqual(expected);
  });

  it.each([
    "{}",
    "null",
    "[]",
    "{",
    '{"prompt_tokens":"7"}',
    '{"prompt_tokens":-1}',
    '{"prompt_tokens":5e9}',
    '{"prompt_tokens":1e999}',
  ])("%s says nothing", (json) => {
    expect(parseUsage(json)).toBeNull();
  });
});

describe("money for usage", () => {
  it("prices input, cached input and output apart, in integer nano-dollars", () => {
    const usage = parseUsage(
      '{"prompt_tokens":1000,"completion_tokens":100,"prompt_tokens_details":{"cached_tokens":400}}',
    );
    expect(settleCost(usage, PRICE)).toEqual({
      value: 600_000 + 40_000 + 400_000,
      currency: "USD",
      priceRow: "price_1",
    });
  });

  it("is unknown, not zero, when price or usage is unknown, and names the price row it has", () => {
    expect(settleCost(estimateUsage(5, 8), null)).toEqual({ value: null, currency: "USD", priceRow: null });
    expect(settleCost(null, PRICE)).toEqual({ value: null, currency: "USD", priceRow: "price_1" });
    expect(settleCost(parseUsage('{"prompt_tokens":4}'), PRICE).value).toBeNull();
  });

  it("is zero for a stated price of zero", () => {
    const free = {
      ...PRICE,
      inputNanoUsdPerMTok: 0,
      outputNanoUsdPerMTok: 0,
      cachedInputNanoUsdPerMTok: null,
    };
    expect(settleCost(estimateUsage(5, 8), free).value).toBe(0);
  });
});
