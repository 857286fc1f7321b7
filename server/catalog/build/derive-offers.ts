import type { CatalogOffer, PriceRow } from "../types";
import type { FactOffer, FactPrice } from "./facts";
import { shortHash, type SourceTable } from "./sources";

/** One dollar is 1e9 nano-dollars; list prices have at most six decimals, so the result is a whole number. */
const NANO_USD = 1_000_000_000;

export interface DerivedOffers {
  offers: CatalogOffer[];
  prices: PriceRow[];
}

export function deriveOffers(facts: FactOffer[], sources: SourceTable): DerivedOffers {
  const derived: DerivedOffers = { offers: [], prices: [] };
  const ids = offerIds(facts);
  for (const fact of facts) {
    const offer = ids.get(fact.id)!;
    const rows = [fact, ...fact.other_prices].map((price) => derivePrice(offer, price, sources));
    derived.prices.push(...new Map(rows.map((row) => [row.id, row])).values());
    derived.offers.push({
      id: offer,
      provider: fact.provider,
      upstreamModel: fact.provider_model_id,
      model: fact.model,
      match: fact.model_match,
      precision: fact.precision,
      contextTokens: fact.context,
      maxOutputTokens: fact.max_output,
      tools: fact.supports_tools,
      structuredOutput: fact.supports_structured_output,
      status: fact.status,
      priceConflict: fact.price_conflict,
      price: rows[0]!.id,
    });
  }
  return derived;
}

/**
 * The exact build of a model at a provider owns the plain id; other builds there carry the part of their upstream
 * name that tells them apart.
 */
function offerIds(facts: FactOffer[]): Map<string, string> {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  for (const fact of facts.toSorted(
    (a, b) => rank(a) - rank(b) || (a.provider_model_id < b.provider_model_id ? -1 : 1),
  )) {
    const plain = `${fact.model}@${fact.provider}`;
    const id = taken.has(plain) ? `${plain}#${buildName(fact)}` : plain;
    if (taken.has(id)) throw new Error(`two offers would be called ${id}`);
    taken.add(id);
    ids.set(fact.id, id);
  }
  return ids;
}

const rank = (fact: FactOffer): number =>
  (fact.model_match === "exact" ? 0 : 2) + (fact.status === "listed" || fact.status === "beta" ? 0 : 1);

const buildName = (fact: FactOffer): string => fact.provider_model_id.split("/").at(-1)!.toLowerCase();

function derivePrice(offer: string, fact: FactPrice, sources: SourceTable): PriceRow {
  const row = {
    offer,
    inputNanoUsdPerMTok: Math.round(fact.input_usd_per_mtok * NANO_USD),
    outputNanoUsdPerMTok: Math.round(fact.output_usd_per_mtok * NANO_USD),
    cachedInputNanoUsdPerMTok:
      fact.cached_input_usd_per_mtok === null ? null : Math.round(fact.cached_input_usd_per_mtok * NANO_USD),
    date: fact.date,
    source: sources.add(fact.source),
  };
  return { id: `price_${shortHash(JSON.stringify(row))}`, ...row };
}
