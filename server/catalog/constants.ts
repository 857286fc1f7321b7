import type { RouterConstants } from "@/server/router/types";
import type { CatalogOffer, DerivedConstants, PriceRow } from "./types";

/**
 * The chosen constants of the router core: stated here, each with its reason. They are part of every snapshot, so a stored decision replays under the
 * values it was made with.
 */
export const CHOSEN_CONSTANTS: Omit<RouterConstants, keyof DerivedConstants> = {
  // Abilities have a spread of about 1 over the catalog. With this slope the difference between a weak and a strong
  // model (about 3) moves a request of medium difficulty from failing mostly to succeeding mostly.
  slope: 1.4,
  // An easy request is within reach of nearly every model (p above 0.8 two spreads below the mean), a middling one of
  // most (0.8 at the mean), a hard one is a coin's toss half a spread above the mean.
  difficulty: { low: -3.2, medium: -1, high: 0.5 },
  // Points of success that a tenfold price or latency is worth. List prices span two powers of ten, so `cost` lets a
  // model that succeeds 60 points less often win, `balanced` 18, `quality` 1 (it breaks near-ties, no more). Models
  // differ by one power of ten in speed, and thinking costs most of another: `latency` gives up 45 points for it.
  objectives: {
    quality: { lambda: 0.5, mu: 0.2 },
    balanced: { lambda: 9, mu: 2 },
    cost: { lambda: 30, mu: 1 },
    latency: { lambda: 4, mu: 45 },
  },
  // A hundred-thousandth of a dollar and a fifth of a second: below them nobody chooses. The references are the floors,
  // so that a score is predicted success less what price and time cost, and never above 100 points.
  costFloorNanoUsd: 10_000,
  costReferenceNanoUsd: 10_000,
  latencyFloorMs: 200,
  latencyReferenceMs: 200,
  // No source measures output lengths on the same work. A talkative model writes about a quarter more than the
  // reference; thinking multiplies a chat-sized answer several times over.
  unknownOutputFactor: { standard: 1.25, thinking: 5 },
  // A model that thinks writes a few hundred tokens before a one-word label, too. Stated, not measured.
  thinkingTokensMin: 500,
  // Charged for an unknown latency: slower than nearly every hosted offer, so that not knowing never pays. Stated, since
  // the measured ones are of too few models for a percentile.
  unknownLatency: { firstTokenMs: 3_000, tokensPerSecond: 20 },
  // The least confidence at which cross-fitted natural prompts are right 88 % of the time (classify/weights/card.json).
  decidedConfidence: 0.63,
  mixtureMass: 0.8,
  fallbackLimit: 8,
};

/** The 95th percentile of the prices in force, input and output apart. */
export function derivedConstants(offers: CatalogOffer[], prices: Record<string, PriceRow>): DerivedConstants {
  const inForce = offers.filter((offer) => offer.status !== "retired").map((offer) => prices[offer.price]!);
  return {
    unknownPrice: {
      inputNanoUsdPerMTok: percentile(
        inForce.map((row) => row.inputNanoUsdPerMTok),
        0.95,
      ),
      outputNanoUsdPerMTok: percentile(
        inForce.map((row) => row.outputNanoUsdPerMTok),
        0.95,
      ),
    },
  };
}

/** The smallest value that at least `share` of the values do not exceed. */
function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
