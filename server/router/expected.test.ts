import { describe, expect, it } from "vitest";
import { moneyOf, outputTokensOf } from "./expected";
import { testConstants, testFacts, testModel, testOffer } from "./testing/fixtures";
import type { Mode } from "./types";

const model = testModel("a/one", {}, { outputFactor: { standard: 2, thinking: null } });
const outputOf = (
  mode: Mode,
  requested: number | null = null,
  offerMax: number | null = null,
  outputTokens = 500,
) =>
  outputTokensOf({ model, offer: testOffer("a/one", "p1", { maxOutputTokens: offerMax }) }, mode, {
    facts: testFacts("code", "low", { features: { maxOutputTokens: requested }, profile: { outputTokens } }),
    constants: testConstants,
  });

describe("expected output", () => {
  it("is the request's times the model's factor, an unknown factor at its class's constant", () => {
    expect(outputOf("standard")).toBe(1_000);
    expect(outputOf("thinking")).toBe(500 * testConstants.unknownOutputFactor.thinking);
  });

  it("is never more than the request or the offer allows, since neither would be written or charged", () => {
    expect(outputOf("standard", 200)).toBe(200);
    expect(outputOf("standard", null, 300)).toBe(300);
    expect(outputOf("standard", 200, 100)).toBe(100);
  });

  it("thinking costs its least even where the answer is one word, within what the request allows", () => {
    expect(outputOf("thinking", null, null, 5)).toBe(testConstants.thinkingTokensMin);
    expect(outputOf("thinking", 50, null, 5)).toBe(50);
    expect(outputOf("standard", null, null, 5)).toBe(10);
  });
});

describe("expected money", () => {
  const price = { inputNanoUsdPerMTok: 1_000_000_000, outputNanoUsdPerMTok: 4_000_000_000 };

  it("counts input and output at their own prices", () => {
    expect(moneyOf(price, { input: 1_000, output: 100, cached: 0 })).toBe(1_400_000);
  });

  it("charges the cached part at the cached price, and in full where that is unknown", () => {
    const tokens = { input: 1_000, output: 0, cached: 800 };
    expect(moneyOf({ ...price, cachedInputNanoUsdPerMTok: 100_000_000 }, tokens)).toBe(280_000);
    expect(moneyOf({ ...price, cachedInputNanoUsdPerMTok: null }, tokens)).toBe(1_000_000);
  });

  it("never counts more cached tokens than the prompt has", () => {
    expect(moneyOf({ ...price, cachedInputNanoUsdPerMTok: 0 }, { input: 10, output: 0, cached: 99 })).toBe(0);
  });
});
