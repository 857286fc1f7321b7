import type { Candidate, Mode, ModelFacts, ObjectiveWeights, RouterConstants, ScoreTerms } from "./types";
import type { Expected } from "./expected";
import type { IndexedOffer } from "./snapshot-index";
import type { TaskView } from "./task-view";

/** Predicted success in points (0 to 100) with its 95 % interval. */
export interface Success {
  points: number;
  low: number;
  high: number;
}

/** An eligible offer on its way to a score. */
export interface Contender {
  entry: IndexedOffer;
  expected: Expected;
  success: Success | null;
}

/** A scored offer: the candidate of the plan, and what only the order of candidates needs. */
export interface Ranked {
  contender: Contender;
  candidate: Candidate;
}

/** 95 % of a normal distribution lies within this many standard errors. */
const INTERVAL_WIDTH = 1.96;

/** Points are kept to six decimals, so that a last bit of floating point never decides. */
const roundPoints = (points: number): number => Math.round(points * 1e6) / 1e6 + 0;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Predicted success of a model in one mode: p = σ(a · (ability − δ)), averaged over the tasks kept. Null when the model
 * has no evidence in that mode for one of them. The interval moves every ability by 1.96 standard errors in the same
 * direction, which is the widest that the rows allow.
 */
export function predictSuccess(
  model: ModelFacts,
  mode: Mode,
  { view, constants }: { view: TaskView; constants: RouterConstants },
): Success | null {
  let points = 0;
  let low = 0;
  let high = 0;
  for (const { task, weight } of view.kept) {
    const ability = model.abilities[task]?.[mode];
    if (ability === undefined) return null;
    const centre = ability.value - view.difficulty;
    const spread = INTERVAL_WIDTH * ability.standardError;
    points += weight * sigmoid(constants.slope * centre);
    low += weight * sigmoid(constants.slope * (centre - spread));
    high += weight * sigmoid(constants.slope * (centre + spread));
  }
  return { points: roundPoints(100 * points), low: roundPoints(100 * low), high: roundPoints(100 * high) };
}

/** What turns money and time into points. */
export interface Rates {
  weights: ObjectiveWeights;
  constants: RouterConstants;
}

/** −λ·log10(max(cost, c0)/cRef), in points. */
export function costTerm(costNanoUsd: number, { weights, constants }: Rates): number {
  const charged = Math.max(costNanoUsd, constants.costFloorNanoUsd);
  return roundPoints(-weights.lambda * Math.log10(charged / constants.costReferenceNanoUsd));
}

/** −μ·log10(max(latency, t0)/tRef), in points. */
function latencyTerm(latencyMs: number, { weights, constants }: Rates): number {
  const charged = Math.max(latencyMs, constants.latencyFloorMs);
  return roundPoints(-weights.mu * Math.log10(charged / constants.latencyReferenceMs));
}

/**
 * Scores one contender. `switching` is what leaving the incumbent costs (0 or less). `costAsTerm` is the cost that the
 * cost term compares: the incumbent's without its cache discount, because the switching term carries the cache.
 */
export function scoreContender(
  contender: Contender,
  price: { switching: number; costAsTerm: number },
  rates: Rates,
): Ranked {
  const { entry, expected, success } = contender;
  const terms: ScoreTerms = {
    success: success === null ? null : success.points,
    cost: costTerm(price.costAsTerm, rates),
    latency: latencyTerm(expected.latencyMs, rates),
    switching: price.switching,
  };
  const rest = terms.cost + terms.latency + terms.switching;
  const candidate: Candidate = {
    offer: entry.offer.id,
    model: entry.offer.model,
    provider: entry.offer.provider,
    mode: expected.mode,
    score:
      success === null
        ? { state: "unknown", value: null, interval: null, terms }
        : {
            state: "known",
            value: roundPoints(success.points + rest),
            interval: [roundPoints(success.low + rest), roundPoints(success.high + rest)],
            terms,
          },
    expected: {
      costNanoUsd: expected.costNanoUsd,
      costUnknown: expected.costUnknown,
      latencyMs: expected.latencyMs,
      latencyUnknown: expected.latencyUnknown,
    },
  };
  return { contender, candidate };
}
