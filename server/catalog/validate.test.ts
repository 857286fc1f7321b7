import { describe, expect, it } from "vitest";
import { loadCatalog } from "./catalog";
import type { Catalog, CatalogModel, CatalogOffer, EvidenceRow, PriceRow, StoredAbility } from "./types";
import { findProblems } from "./validate";
import { RULES, type Rule } from "./validate/problem";

const catalog = sliceOf(loadCatalog());

const rulesBroken = (changed: Partial<Catalog>): Rule[] => [
  ...new Set(findProblems({ ...catalog, ...changed }).map((problem) => problem.rule)),
];

const withModel = (id: string, change: Partial<CatalogModel>) => ({
  models: { ...catalog.models, [id]: { ...catalog.models[id]!, ...change } },
});
const withRow = (row: EvidenceRow) => ({ evidence: { ...catalog.evidence, [row.id]: row } });
const withPrice = (row: PriceRow) => ({ prices: { ...catalog.prices, [row.id]: row } });
const withOffer = (id: string, change: Partial<CatalogOffer>) => ({
  offers: catalog.offers.map((offer) => (offer.id === id ? { ...offer, ...change } : offer)),
});
const withAbility = (change: (ability: StoredAbility) => StoredAbility) => ({
  abilities: catalog.abilities.map((ability, i) => (i === 0 ? change(ability) : ability)),
});

const ability = catalog.abilities[0]!;
const used = catalog.evidence[ability.rows[0]!.evidence]!;
const price = Object.values(catalog.prices)[0]!;
const offer = catalog.offers[0]!;
const parent = Object.values(catalog.evidence).find(
  (row) => row.model === "meta-llama/Llama-3.3-70B-Instruct" && row.label !== null,
)!;

/** One way to break each rule, or several; the first word of a case is the rule that must notice. */
const BREAKS: [Rule, string, () => Partial<Catalog>][] = [
  [
    "unknown-stays-null",
    "an unknown context written as zero",
    () => withModel("microsoft/phi-4", { contextTokens: 0, maxOutputTokens: null }),
  ],
  ["unknown-stays-null", "a sample size of zero", () => withRow({ ...used, items: 0 })],
  ["unknown-stays-null", "a price of zero", () => withPrice({ ...price, outputNanoUsdPerMTok: 0 })],
  [
    "nothing-inherited",
    "a derived model that carries its parent's row",
    () => withRow({ ...parent, id: "ev_copy", model: "Sao10K/L3.3-70B-Euryale-v2.3" }),
  ],
  [
    "nothing-inherited",
    "a derived model without parents",
    () => withModel("Sao10K/L3.3-70B-Euryale-v2.3", { parents: [] }),
  ],
  [
    "nothing-inherited",
    "an ability without rows",
    () => withAbility((held) => ({ ...held, rows: [], value: held.prior.estimate })),
  ],
  [
    "nothing-inherited",
    "an ability on another model's row",
    () => withAbility((held) => ({ ...held, model: "microsoft/phi-4" })),
  ],
  [
    "independence",
    "a maker's row that calls itself independent",
    () => withRow({ ...used, relation: "vendor" }),
  ],
  ["independence", "a rival's row under an ability", () => withRow({ ...used, relation: "competitor" })],
  ["exact-build", "a quantised row under an ability", () => withRow({ ...used, match: "precision_differs" })],
  [
    "exact-build",
    "an FP8 listing that passes for the checkpoint",
    () => withOffer("Qwen/Qwen3-8B@novita", { match: "exact", precision: "fp8" }),
  ],
  ["one-scale", "a metric in two units", () => withRow({ ...used, unit: "percent" })],
  ["one-scale", "a value outside its unit", () => withRow({ ...used, value: 5000 })],
  [
    "one-scale",
    "a row of another question set on a board",
    () => withRow({ ...used, version: "questions of 1999-01-01" }),
  ],
  [
    "mode",
    "a non-thinking row under a thinking ability",
    () => withAbility((held) => ({ ...held, mode: held.mode === "standard" ? "thinking" : "standard" })),
  ],
  [
    "mode",
    "a thinker that is never served so",
    () => withModel("deepseek-ai/DeepSeek-R1", { thinks: "never" }),
  ],
  ["proxy", "a proxy under an ability", () => withRow({ ...used, proxy: true })],
  [
    "task-mapping",
    "a row under a task that it does not speak for",
    () => withAbility((held) => ({ ...held, task: "translation" })),
  ],
  [
    "sizes",
    "more active than total parameters",
    () => withModel("openai/gpt-oss-20b", { activeParametersB: 30 }),
  ],
  [
    "sizes",
    "a dense model with idle parameters",
    () => withModel("microsoft/phi-4", { activeParametersB: 3 }),
  ],
  ["sizes", "more output than context", () => withModel("microsoft/phi-4", { maxOutputTokens: 1_000_000 })],
  ["price", "a fraction of a nano-dollar", () => withPrice({ ...price, inputNanoUsdPerMTok: 0.5 })],
  ["price", "a negative price", () => withPrice({ ...price, inputNanoUsdPerMTok: -1 })],
  ["price", "a unit slip of a thousand", () => withPrice({ ...price, inputNanoUsdPerMTok: 300e9 })],
  [
    "price",
    "cached input dearer than input",
    () => withPrice({ ...price, cachedInputNanoUsdPerMTok: 2 * price.inputNanoUsdPerMTok }),
  ],
  [
    "price",
    "a price in force without a date",
    () => withPrice({ ...catalog.prices[offer.price]!, date: null }),
  ],
  ["price", "a price row of another offer", () => withOffer(offer.id, { price: catalog.offers[1]!.price })],
  [
    "reference",
    "evidence for an unknown model",
    () => withRow({ ...used, id: "ev_stray", model: "nobody/nothing" }),
  ],
  ["reference", "a fact without a source", () => withRow({ ...used, source: "src_none" })],
  ["reference", "an offer of an unknown provider", () => withOffer(offer.id, { provider: "nobody" })],
  ["form", "the same measurement twice", () => withRow({ ...used, id: "ev_again" })],
  ["form", "a row measured before its model existed", () => withRow({ ...used, date: "2020-01-01" })],
  ["form", "two offers of one id", () => ({ offers: [...catalog.offers, offer] })],
  [
    "recompute",
    "a value that its rows do not give",
    () => withAbility((held) => ({ ...held, value: held.value + 1e-6 })),
  ],
  ["recompute", "a row that says another value now", () => withRow({ ...used, value: used.value * 0.99 })],
];

describe("validation", () => {
  it.each(BREAKS)("%s: notices %s", (rule, _case, change) => {
    expect(rulesBroken(change())).toContain(rule);
  });

  it("has a case for every rule", () => {
    expect(new Set(BREAKS.map(([rule]) => rule))).toEqual(new Set(RULES));
  });
});

/** A part of the catalog that is closed under its references: small, so that every case validates in a moment. */
function sliceOf(whole: Catalog): Catalog {
  const abilities = whole.abilities.filter((ability) => ability.task === "chat");
  const ids = abilities.flatMap((ability) => ability.rows.map((row) => row.evidence));
  const offers = whole.offers.filter((offer) => offer.provider === "novita");
  const own = new Set(offers.map((offer) => offer.id));
  return {
    ...whole,
    abilities,
    offers,
    evidence: Object.fromEntries(ids.map((id) => [id, whole.evidence[id]!])),
    prices: Object.fromEntries(Object.entries(whole.prices).filter(([, price]) => own.has(price.offer))),
  };
}
