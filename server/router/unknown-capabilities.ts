import type { Capability, Exclusion, Pin } from "./types";
import { isPinned } from "./effective";
import { exclusionOf } from "./exclusion";
import type { Contender } from "./score";

export interface Eligibility {
  contenders: Contender[];
  exclusions: Exclusion[];
  /** Needed capabilities that no contender (of the pinned model, when there is a pin) states as true. */
  assumedCapabilities: Capability[];
}

/**
 * Capability `null`: refused while another contender states `true`, else taken on trust and said so. One capability
 * after the other, so that at least one contender is always left. A pinned model is compared with itself only: that
 * other models state more is no reason to refuse what was pinned.
 */
export function settleUnknownCapabilities(
  survivors: Contender[],
  exclusions: Exclusion[],
  { needs, pin }: { needs: Capability[]; pin: Pin | null },
): Eligibility {
  if (needs.length === 0) return { contenders: survivors, exclusions, assumedCapabilities: [] };
  if (pin === null) {
    const settled = settleGroup(survivors, exclusions, needs);
    return { contenders: settled.kept, exclusions, assumedCapabilities: settled.assumed };
  }
  const pinned = settleGroup(
    survivors.filter((contender) => isPinned(pin, contender.entry.offer)),
    exclusions,
    needs,
  );
  const others = settleGroup(
    survivors.filter((contender) => !isPinned(pin, contender.entry.offer)),
    exclusions,
    needs,
  );
  return { contenders: [...pinned.kept, ...others.kept], exclusions, assumedCapabilities: pinned.assumed };
}

function settleGroup(group: Contender[], exclusions: Exclusion[], needs: Capability[]) {
  let kept = group;
  const assumed: Capability[] = [];
  for (const capability of needs) {
    const stated = kept.filter((contender) => contender.entry.offer.capabilities[capability] === true);
    if (stated.length === kept.length) continue;
    if (stated.length === 0) {
      assumed.push(capability);
      continue;
    }
    for (const { entry } of kept) {
      if (entry.offer.capabilities[capability] === true) continue;
      exclusions.push(exclusionOf(entry, { rule: "capability", value: null, limit: capability }));
    }
    kept = stated;
  }
  return { kept, assumed };
}
