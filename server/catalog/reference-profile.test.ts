import { describe, expect, it } from "vitest";
import { loadCatalog } from "./catalog";
import { referenceProfile } from "./reference-profile";

const catalog = loadCatalog();

describe("the reference profile of a model", () => {
  it("prices it by one real row of exactly this checkpoint", () => {
    for (const model of Object.keys(catalog.models)) {
      const { price } = referenceProfile(catalog, model);
      if (price === null) continue;
      const offer = catalog.offers.find((row) => row.id === catalog.prices[price.id]!.offer)!;
      expect(offer).toMatchObject({ model, match: "exact" });
    }
  });

  it("has no price where nobody lists the checkpoint", () => {
    expect(referenceProfile(catalog, "allenai/Olmo-3.1-32B-Instruct").price).toBeNull();
    expect(referenceProfile(catalog, "deepseek-ai/DeepSeek-V3").price).toBeNull();
  });

  it("makes more active parameters slower, and an unknown size no faster than a large one", () => {
    const latency = (model: string) => referenceProfile(catalog, model).latency;
    const [small, large, unknown] = [
      latency("Qwen/Qwen3-8B"),
      latency("CohereLabs/c4ai-command-a-03-2025"),
      latency("moonshotai/Kimi-K3"),
    ];
    expect(small.tokensPerSecond).toBeGreaterThan(large.tokensPerSecond);
    expect(small.firstTokenMs).toBeLessThan(large.firstTokenMs);
    expect(unknown.tokensPerSecond).toBeLessThan(
      latency("meta-llama/Llama-3.3-70B-Instruct").tokensPerSecond,
    );
    expect(small.source).toBe("stated");
  });
});
