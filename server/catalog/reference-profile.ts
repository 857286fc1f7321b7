import type { Latency, Price } from "@/server/router/types";
import { priceOf } from "./offers";
import type { Catalog, CatalogModel } from "./types";

/** What serving a model usually costs and how fast it usually is: the profile that the sandbox states. */
export interface ReferenceProfile {
  price: Price | null;
  latency: Latency;
  contextTokens: number | null;
}

/**
 * Price: the middle one of the listed offers of exactly this checkpoint (by input plus output, so that the figures
 * are one real row and its id names it); null when nobody lists it. Latency: from the active parameters, stated.
 */
export function referenceProfile(catalog: Catalog, modelId: string): ReferenceProfile {
  const model = catalog.models[modelId];
  if (!model) throw new Error(`${modelId} is not a catalog model`);
  return {
    price: medianPrice(catalog, modelId),
    latency: statedLatency(model),
    contextTokens: model.contextTokens,
  };
}

function medianPrice(catalog: Catalog, modelId: string): Price | null {
  const prices = catalog.offers
    .filter((row) => row.model === modelId && row.match === "exact" && row.status !== "retired")
    .map((row) => priceOf(catalog, row))
    .toSorted((a, b) => sum(a) - sum(b) || (a.id < b.id ? -1 : 1));
  return prices[Math.floor((prices.length - 1) / 2)] ?? null;
}

const sum = (price: Price): number => price.inputNanoUsdPerMTok + price.outputNanoUsdPerMTok;

/** Assumed where the active part is not known: as slow as the largest models, so that not knowing is no advantage. */
const UNKNOWN_ACTIVE_B = 100;

/**
 * A stated rule, not a measurement. Decoding reads the active weights once per token, so speed falls with them: about
 * 150 tokens/s at 4 B, 60 at 30 B, 35 at 100 B (a square-root law, since large models are spread over more chips).
 * Time to first token grows from 150 ms by 6 ms per billion active parameters.
 */
function statedLatency(model: CatalogModel): Latency {
  const activeB =
    model.activeParametersB ?? Math.min(model.totalParametersB ?? UNKNOWN_ACTIVE_B, UNKNOWN_ACTIVE_B);
  return {
    firstTokenMs: Math.round(150 + 6 * activeB),
    tokensPerSecond: Math.round(330 / Math.sqrt(Math.max(1, activeB))),
    source: "stated",
  };
}
