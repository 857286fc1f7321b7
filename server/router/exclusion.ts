import type { Exclusion, ExclusionRule } from "./types";
import type { IndexedOffer } from "./snapshot-index";

/** A value or a limit, as the record shows it. */
type Fact = string | number | boolean | null;
/** Why an offer may not serve: the rule, the value that met it and its limit. */
export type Refusal = { rule: ExclusionRule; value: Fact; limit: Fact };

/** A refusal as the record keeps it. */
export const exclusionOf = (entry: IndexedOffer, refusal: Refusal): Exclusion => ({
  offer: entry.offer.id,
  model: entry.offer.model,
  provider: entry.offer.provider,
  rule: refusal.rule,
  value: refusal.value,
  limit: refusal.limit,
});
