import type { Plan, RequestFacts, RouteContext } from "@/server/router/types";
import type { Attempt, Cost, Decision, DecisionState, Usage } from "./decision";
import { decisionOf } from "./row/decision-of";
import { rowOf } from "./row/row-of";

/**
 * A decision while its request runs: what `decide` was given, what it said, and what happened since. The gateway
 * fills it in and hands it to the recorder; everything a replay needs is in `facts` and `context`.
 */
export interface DecisionDraft {
  /** `dec_…`; `createdAt` is the time inside it, so that the id finds its partition. */
  id: string;
  createdAt: number;
  teamId: string;
  keyId: string | null;
  facts: RequestFacts;
  /** Exactly what the router was given: snapshot, policy, options, health, incumbent, time. */
  context: RouteContext;
  plan: Plan;
  /** Version of the router's code. The other versions of the record are read off `facts` and `context`. */
  routerVersion: string;
  state: DecisionState;
  attempts: Attempt[];
  usage: Usage | null;
  cost: Cost;
  flags: Decision["flags"];
  /** The offer whose answer the caller got (or got a part of); null when none did. */
  served: string | null;
}

export const UNKNOWN_COST: Cost = { value: null, currency: "USD", priceRow: null };
/** A zero that is known, not assumed. */
export const NO_COST: Cost = { value: 0, currency: "USD", priceRow: null };

/** A draft as it stands beside its first attempt: nothing tried, nothing spent. */
export function newDraft(
  start: Pick<
    DecisionDraft,
    "id" | "createdAt" | "teamId" | "keyId" | "facts" | "context" | "plan" | "routerVersion"
  >,
  state: DecisionState = "open",
): DecisionDraft {
  const { pinned, degraded, simulated } = start.plan.flags;
  return {
    ...start,
    state,
    attempts: [],
    usage: null,
    cost: UNKNOWN_COST,
    flags: { fellBack: false, pinned, degraded, simulated, deferred: false },
    served: null,
  };
}

/**
 * The record's JSON for a draft. Goes through the stored form, so that a live answer and a later read of the same
 * decision cannot differ by a digit.
 */
export function toDecision(draft: DecisionDraft): Decision {
  return decisionOf(rowOf(draft, draft.state), draft.context.snapshot);
}
