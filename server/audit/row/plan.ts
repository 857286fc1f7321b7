import type { Capability, Objective, ObjectiveWeights, Plan, Snapshot, Task } from "@/server/router/types";
import { packExclusions, type StoredExclusions } from "./exclusions";
import { refOf, type OfferRef } from "./offer-ref";
import { packBits, STORED_CAPABILITIES, unpackBits } from "./stored-lists";

/** What the router said, besides candidates and the columns of the row. */
export interface StoredPlan {
  t: [name: Task, decided: 0 | 1, confidence: number, alternatives: [Task, number][]];
  /** Winner. */
  w: OfferRef | null;
  x: StoredExclusions[];
  fb: OfferRef[];
  /** Margin. */
  m: number | null;
  /** Weights, where they are not the objective's own in the snapshot. */
  wt?: [lambda: number, mu: number];
  /** Capabilities that were assumed, as bits; left out when none was. */
  as?: number;
  pin?: Plan["pin"];
  /** The sentence. */
  s: string;
}

export function packPlan(plan: Plan, snapshot: Snapshot): StoredPlan {
  const { task } = plan;
  return {
    t: [task.name, task.decided ? 1 : 0, task.confidence, task.alternatives.map(({ name, p }) => [name, p])],
    w: plan.winner && refOf(snapshot, plan.winner.offer),
    x: packExclusions(plan.exclusions, snapshot),
    fb: plan.fallbacks.map((offer) => refOf(snapshot, offer)),
    m: plan.margin,
    ...packWeights(plan, snapshot),
    ...(plan.assumedCapabilities.length > 0 && { as: assumedBits(plan.assumedCapabilities) }),
    ...(plan.pin && { pin: plan.pin }),
    s: plan.reason.sentence,
  };
}

function packWeights({ objective, weights }: Plan, snapshot: Snapshot): Pick<StoredPlan, "wt"> {
  const own = snapshot.constants.objectives[objective];
  const isOwn = weights.lambda === own.lambda && weights.mu === own.mu;
  return isOwn ? {} : { wt: [weights.lambda, weights.mu] };
}

const assumedBits = (assumed: Capability[]): number =>
  packBits(STORED_CAPABILITIES, {
    tools: assumed.includes("tools"),
    structuredOutput: assumed.includes("structuredOutput"),
    vision: assumed.includes("vision"),
    audio: assumed.includes("audio"),
    file: assumed.includes("file"),
  });

export const unpackWeights = (
  stored: StoredPlan,
  objective: Objective,
  snapshot: Snapshot,
): ObjectiveWeights =>
  stored.wt ? { lambda: stored.wt[0], mu: stored.wt[1] } : { ...snapshot.constants.objectives[objective] };

export function unpackAssumed(stored: StoredPlan): Capability[] {
  const assumed = unpackBits(STORED_CAPABILITIES, stored.as ?? 0);
  return STORED_CAPABILITIES.filter((capability) => assumed[capability]);
}

export function unpackTask([name, decided, confidence, alternatives]: StoredPlan["t"]): Plan["task"] {
  return {
    name,
    decided: decided === 1,
    confidence,
    alternatives: alternatives.map(([other, p]) => ({ name: other, p })),
  };
}
