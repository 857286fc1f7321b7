import { describe, expect, it } from "vitest";
import { loadCatalog } from "./catalog";
import { catalogOffersOf, offerForModel } from "./offers";

const catalog = loadCatalog();
const everyOffer = Object.keys(catalog.providers).flatMap((provider) => catalogOffersOf(catalog, provider));

describe("offers of the catalog", () => {
  it("have one id each, made of model and provider", () => {
    expect(new Set(everyOffer.map(({ offer }) => offer.id)).size).toBe(everyOffer.length);
    for (const { offer } of everyOffer)
      expect(offer.id.split("#")[0]).toBe(`${offer.model}@${offer.provider}`);
  });

  it("leave out what is retired", () => {
    expect(everyOffer).toHaveLength(catalog.offers.filter((row) => row.status !== "retired").length);
    expect(everyOffer.map(({ offer }) => offer.id)).not.toContain("zai-org/GLM-4.7@cerebras");
  });

  it("carry evidence only where the listing is the evaluated checkpoint", () => {
    const applies = (provider: string, upstreamModel: string) =>
      catalogOffersOf(catalog, provider).find((row) => row.upstreamModel === upstreamModel)?.offer
        .evidenceApplies;
    expect(applies("deepinfra", "google/gemma-4-31B-it")).toBe(true);
    expect(applies("deepinfra", "google/gemma-4-31B-it-turbo")).toBe(false);
    expect(applies("novita", "qwen/qwen3-8b-fp8")).toBe(false);
    expect(applies("vultr", "nvidia/DeepSeek-V3.2-NVFP4")).toBe(false);
    expect(applies("openrouter", "deepseek/deepseek-chat")).toBe(false);
    expect(applies("io-net", "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8")).toBe(true);
  });

  it("price in whole nano-dollars and name the dated row", () => {
    for (const { offer } of everyOffer) {
      expect(Number.isSafeInteger(offer.price!.inputNanoUsdPerMTok)).toBe(true);
      expect(catalog.prices[offer.price!.id]?.date).not.toBeNull();
    }
  });

  it("have a latency only where both halves were measured by a third party", () => {
    const measured = everyOffer.filter(({ offer }) => offer.latency !== null).map(({ offer }) => offer.id);
    expect(measured).toEqual(["openai/gpt-oss-120b@cerebras", "openai/gpt-oss-120b@sambanova"]);
    const cerebras = everyOffer.find(({ offer }) => offer.id === measured[0])!.offer;
    expect(cerebras.latency).toEqual({ firstTokenMs: 1540, tokensPerSecond: 1705.8, source: "catalog" });
  });

  it("override their model's facts, and say nothing where they are silent", () => {
    const plain = offerForModel(catalog, { provider: "here", model: "google/gemma-3-27b-it" });
    expect(plain.capabilities).toEqual({
      tools: true,
      structuredOutput: true,
      vision: true,
      audio: false,
      file: null,
    });
    const told = offerForModel(catalog, {
      provider: "here",
      model: "google/gemma-3-27b-it",
      capabilities: { tools: false, vision: null },
      contextTokens: 8192,
    });
    expect(told.capabilities).toMatchObject({ tools: false, vision: true });
    expect(told.contextTokens).toBe(8192);
    expect(told.price).toBeNull();
  });

  it("are refused for a model that the catalog does not have", () => {
    expect(() => offerForModel(catalog, { provider: "here", model: "nobody/nothing" })).toThrow(
      "not a catalog model",
    );
  });
});
