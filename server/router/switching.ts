import type { Incumbent, RequestFacts } from "./types";
import { moneyOf } from "./expected";
import { costTerm, type Contender, type Rates } from "./score";

/** What a running conversation changes in the scores. */
export interface Switching {
  /** The offer that served before, when it is still eligible. */
  incumbent: string | null;
  /** What each challenger is charged, in points (0 or less). */
  challengerPoints: number;
  /** The incumbent's cost without its cache, in nano-dollars: what its cost term compares. */
  incumbentFullCost: number;
}

const NO_SWITCHING: Switching = { incumbent: null, challengerPoints: 0, incumbentFullCost: 0 };

/**
 * The prompt cache as points. Moving the conversation loses the incumbent's cached-input discount, so each challenger
 * pays −λ·log10(full / cached) of the incumbent's cost; the incumbent's own cost term uses the full cost, so that the
 * cache counts once. Nothing is charged when the incumbent cannot serve any more (the cache is lost either way) or its
 * cached price is unknown.
 */
export function switchingFor(
  contenders: readonly Contender[],
  { incumbent, facts }: { incumbent: Incumbent | null; facts: RequestFacts },
  rates: Rates,
): Switching {
  if (incumbent === null) return NO_SWITCHING;
  const holder = contenders.find((contender) => contender.entry.offer.id === incumbent.offer);
  if (holder === undefined) return NO_SWITCHING;
  const { expected, entry } = holder;
  const tokens = { input: facts.features.inputTokens, output: expected.outputTokens, cached: 0 };
  const fullCost = Math.round(moneyOf(entry.offer.price ?? rates.constants.unknownPrice, tokens));
  const loss = costTerm(fullCost, rates) - costTerm(expected.costNanoUsd, rates);
  return {
    incumbent: incumbent.offer,
    challengerPoints: Math.min(0, Math.round(loss * 1e6) / 1e6) + 0,
    incumbentFullCost: fullCost,
  };
}
