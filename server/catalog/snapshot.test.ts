import { describe, expect, it } from "vitest";
import type { ModelFacts } from "@/server/router/types";
import { loadCatalog } from "./catalog";
import { catalogOffersOf, offerForModel } from "./offers";
import { buildSnapshot, canonicalJson, snapshotId } from "./snapshot";

const catalog = loadCatalog();
const offers = catalogOffersOf(catalog, "together").map((row) => row.offer);
const custom: ModelFacts = {
  id: "my-model",
  displayName: "my-model",
  inCatalog: false,
  thinks: "never",
  outputFactor: {},
  abilities: {},
};

describe("a snapshot", () => {
  it("has the same id whatever the order of offers, models and keys", () => {
    const snapshot = buildSnapshot(catalog, offers, [custom]);
    expect(snapshot.id).toMatch(/^snap_[0-9a-f]{32}$/);
    expect(buildSnapshot(catalog, offers.toReversed(), [custom]).id).toBe(snapshot.id);
    const reordered = Object.fromEntries(Object.entries(snapshot.models).toReversed());
    expect(snapshotId({ constants: snapshot.constants, offers: snapshot.offers, models: reordered })).toBe(
      snapshot.id,
    );
    expect(snapshotId(JSON.parse(JSON.stringify(snapshot)))).toBe(snapshot.id);
  });

  it("has another id when a price, an ability or a constant differs", () => {
    const { id, ...content } = buildSnapshot(catalog, offers, []);
    const dearer = content.offers.map((offer, i) => (i === 0 ? { ...offer, priority: 1 } : offer));
    expect(snapshotId({ ...content, offers: dearer })).not.toBe(id);
    expect(snapshotId({ ...content, constants: { ...content.constants, slope: 2 } })).not.toBe(id);
    expect(buildSnapshot(catalog, offers, [custom]).id).not.toBe(id);
  });

  it("holds every catalog model, and a custom name never hides one", () => {
    const impostor = { ...custom, id: "openai/gpt-oss-20b" };
    const snapshot = buildSnapshot(catalog, [], [custom, impostor]);
    expect(Object.keys(snapshot.models)).toHaveLength(61);
    expect(snapshot.models["openai/gpt-oss-20b"]?.inCatalog).toBe(true);
  });

  it("gives abilities by task and mode with the ids of the rows under them", () => {
    const { models } = buildSnapshot(catalog, [], []);
    const v32 = models["deepseek-ai/DeepSeek-V3.2"]!.abilities.reasoning!;
    expect(v32.thinking!.value).toBeGreaterThan(v32.standard!.value);
    for (const id of v32.thinking!.rows)
      expect(catalog.evidence[id]?.model).toBe("deepseek-ai/DeepSeek-V3.2");
  });

  it("keeps an unknown apart from an absent value and from zero", () => {
    const offer = offerForModel(catalog, { provider: "here", model: "microsoft/phi-4" });
    expect(canonicalJson(offer)).toContain('"price":null');
    expect(canonicalJson({ a: undefined, b: null, c: 0 })).toBe('{"b":null,"c":0}');
  });
});
