import type { Exclusion, ExclusionRule, Snapshot } from "@/server/router/types";
import { offerAt, offerPositions, type OfferRef } from "./offer-ref";

/** One rule with one value and limit, and the offers it removed. */
export type StoredExclusions = [
  rule: ExclusionRule,
  value: Exclusion["value"],
  limit: Exclusion["limit"],
  offers: OfferRef[],
];

export function packExclusions(exclusions: readonly Exclusion[], snapshot: Snapshot): StoredExclusions[] {
  const positions = offerPositions(snapshot);
  const groups = new Map<string, StoredExclusions>();
  for (const { rule, value, limit, offer } of exclusions) {
    const key = `${rule}\0${typeof value}${String(value)}\0${typeof limit}${String(limit)}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = [rule, value, limit, []]));
    group[3].push(positions.get(offer) ?? offer);
  }
  return [...groups.values()];
}

/** In the order of the snapshot's offers, whatever rule removed them. */
export function unpackExclusions(groups: readonly StoredExclusions[], snapshot: Snapshot): Exclusion[] {
  return groups
    .flatMap(([rule, value, limit, refs]) => refs.map((ref) => ({ ref, rule, value, limit })))
    .sort((a, b) => placeOf(a.ref) - placeOf(b.ref))
    .map(({ ref, rule, value, limit }) => {
      const { id, model, provider } = offerAt(snapshot, ref);
      return { offer: id, model, provider, rule, value, limit };
    });
}

const placeOf = (ref: OfferRef): number => (typeof ref === "number" ? ref : Number.MAX_SAFE_INTEGER);
