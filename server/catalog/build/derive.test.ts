import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { deriveEvidence, deriveModel } from "./derive";
import { deriveOffers } from "./derive-offers";
import { readFacts, type FactEvidence, type FactModel, type FactOffer } from "./facts";
import { SourceTable } from "./sources";

const source = { repo: "somebody/facts", path: "a.json", commit: "0".repeat(40) };

const model: FactModel = {
  id: "somebody/model-8b",
  display_name: "Model 8B",
  organisation: "Somebody",
  release_date: null,
  params_total_b: null,
  params_active_b: null,
  architecture: null,
  context_length: null,
  max_output: null,
  licence: { name: null, spdx: null, commercial_use: "unread" },
  modalities: { input: ["text"], output: ["text"] },
  capabilities: { tools: null, structured_output: null, reasoning: false, vision: null },
  derived_from: null,
  derivation: "none",
  teacher: null,
  parents: [],
  precision: null,
  knowledge_cutoff: null,
  sources: { release_date: source },
};

const offer: FactOffer = {
  id: "of_1",
  provider: "host",
  provider_model_id: "somebody/model-8b",
  model: model.id,
  model_match: "exact",
  precision: null,
  input_usd_per_mtok: 0.049999999999999996,
  output_usd_per_mtok: 0.1,
  cached_input_usd_per_mtok: null,
  date: "2026-07-02",
  source,
  context: null,
  max_output: null,
  supports_tools: null,
  supports_structured_output: null,
  status: "listed",
  price_conflict: false,
  other_prices: [],
};

const row = { notes: "Answer rate 80.7%, mean summary 120.9 words.", source } as unknown as FactEvidence;

describe("derivation", () => {
  it("leaves every unknown fact null", () => {
    const derived = deriveModel(model, new SourceTable());
    for (const field of [
      "released",
      "totalParametersB",
      "contextTokens",
      "tools",
      "structuredOutput",
      "vision",
    ] as const) {
      expect(derived[field]).toBeNull();
    }
    expect(derived.outputFactor).toEqual({ standard: null });
  });

  it("asks how a new thinking model is served rather than guessing", () => {
    const thinker = { ...model, capabilities: { ...model.capabilities, reasoning: true } };
    expect(() => deriveModel(thinker, new SourceTable())).toThrow("say in thinking.ts");
  });

  it("turns dollars into whole nano-dollars, whatever their binary fraction", () => {
    const { prices } = deriveOffers([offer], new SourceTable());
    expect(prices[0]).toMatchObject({ inputNanoUsdPerMTok: 50_000_000, outputNanoUsdPerMTok: 100_000_000 });
    expect(prices[0]!.cachedInputNanoUsdPerMTok).toBeNull();
  });

  it("gives the plain id to the exact build and a suffix to others, in any order", () => {
    const turbo: FactOffer = {
      ...offer,
      id: "of_2",
      provider_model_id: "somebody/Model-8B-Turbo",
      model_match: "precision_differs",
    };
    for (const facts of [
      [offer, turbo],
      [turbo, offer],
    ]) {
      const { offers } = deriveOffers(facts, new SourceTable());
      const idOf = (upstreamModel: string) => offers.find((each) => each.upstreamModel === upstreamModel)!.id;
      expect(idOf(offer.provider_model_id)).toBe("somebody/model-8b@host");
      expect(idOf(turbo.provider_model_id)).toBe("somebody/model-8b@host#model-8b-turbo");
    }
  });

  it("keeps further prices of an offer as dated rows of their own", () => {
    const second = {
      input_usd_per_mtok: 0.06,
      output_usd_per_mtok: 0.1,
      cached_input_usd_per_mtok: 0.01,
      date: null,
      source,
    };
    const { offers, prices } = deriveOffers([{ ...offer, other_prices: [second] }], new SourceTable());
    expect(prices).toHaveLength(2);
    expect(offers[0]!.price).toBe(prices[0]!.id);
    expect(new Set(prices.map((price) => price.id)).size).toBe(2);
  });

  it("reads how many items a model answered, and null where the board does not say", () => {
    expect(deriveEvidence(row, new SourceTable()).answered).toBe(80.7);
    expect(
      deriveEvidence({ ...row, notes: "Non-response on answerable questions 8.0%; more." }, new SourceTable())
        .answered,
    ).toBe(92);
    expect(deriveEvidence({ ...row, notes: null }, new SourceTable()).answered).toBeNull();
  });

  it("names a source by its content, once", () => {
    const table = new SourceTable();
    expect(table.add(source)).toBe(table.add({ ...source }));
    expect(table.rows()).toHaveLength(1);
  });
});

describe("reading the fact base", () => {
  it("says which file is missing and what to give", () => {
    expect(() => readFacts(join(tmpdir(), "no-such-facts"))).toThrow(/cannot read .*models\.json.*--facts/);
  });

  it("says where a file is not of the expected form", () => {
    const folder = mkdtempSync(join(tmpdir(), "fairlead-facts-"));
    try {
      writeFileSync(join(folder, "models.json"), JSON.stringify([{ ...model, context_length: "long" }]));
      expect(() => readFacts(folder)).toThrow(
        /models\.json is not of the expected form[\s\S]*context_length/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
