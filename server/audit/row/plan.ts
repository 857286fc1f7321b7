import type { Plan, Snapshot, Task } from "@/server/router/types";
import { packExclusions, type StoredExclusions } from "./exclusions";
import { refOf, type OfferRef } from "./offer-ref";

/** What the router said, besides candidates and the columns of the row. */
export interface StoredPlan {
  t: [name: Task, decided: 0 | 1, confidence: number, alternatives: [Task, number][]];
  /** Winner. */
  w: OfferRef | null;
  x: StoredExclusions[];
  fb: OfferRef[];
  /** Margin. */
  m: number | null;
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
    ...(plan.pin && { pin: plan.pin }),
    s: plan.reason.sentence,
  };
}

export function unpackTask([name, decided, confidence, alternatives]: StoredPlan["t"]): Plan["task"] {
  return {
    name,
    decided: decided === 1,
    confidence,
    alternatives: alternatives.map(([other, p]) => ({ name: other, p })),
  };
}
