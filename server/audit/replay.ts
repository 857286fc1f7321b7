import { isDeepStrictEqual } from "node:util";
import type { Queryable } from "@/db/client";
import { policyAt } from "@/server/auth/policy";
import { RouterError } from "@/server/platform/errors";
import { toTimestamp } from "@/server/platform/clock";
import { routeFacts } from "@/server/router/route";
import type { Objective, Plan, Policy, RequestFacts, RouteContext, Snapshot } from "@/server/router/types";
import { recordIn } from "./row/decision-of";
import { packCandidates } from "./row/candidates";
import { packPlan } from "./row/plan";
import { unpackCircumstances, unpackFeatures, unpackOptions, unpackProfile } from "./row/request";
import type { DecisionRow } from "./row/row";
import { readRow } from "./read";

export interface Replay {
  plan: Plan;
  /** Whether the same inputs gave the decision that is stored. Null when the replay changed an input. */
  same: boolean | null;
}

/** What the router was given, rebuilt from a stored row: no prompt is needed. */
export function inputsOf(
  row: DecisionRow,
  snapshot: Snapshot,
  policy: Policy,
): { facts: RequestFacts; context: RouteContext } {
  const record = recordIn(row);
  const createdAt = toTimestamp(new Date(row.created_at).getTime());
  return {
    facts: { features: unpackFeatures(record.f), profile: unpackProfile(record.p) },
    context: {
      snapshot,
      policy,
      options: unpackOptions(record, record.rm ?? row.requested_model),
      ...unpackCircumstances(record, snapshot, createdAt),
    },
  };
}

/** Decides again from a stored row; with `objective`, as if the request had asked for that one. */
export function replay(row: DecisionRow, snapshot: Snapshot, policy: Policy, objective?: Objective): Replay {
  const { facts, context } = inputsOf(row, snapshot, policy);
  const asked = objective ? { ...context, options: { ...context.options, objective } } : context;
  const plan = routeFacts(facts, asked);
  return { plan, same: objective ? null : isSame(plan, row, snapshot) };
}

/** Replays a decision of the team; null when it has no such decision. */
export async function replayDecision(
  db: Queryable,
  teamId: string,
  id: string,
  objective?: Objective,
): Promise<Replay | null> {
  const found = await readRow(db, teamId, id);
  if (!found) return null;
  const { pv } = recordIn(found.row);
  const policy = await policyAt(db, pv);
  if (!policy)
    throw new RouterError("conflict", `the decision was made under policy ${pv}, which is no longer stored`);
  return replay(found.row, found.snapshot, policy, objective);
}

/** Compared in the stored form, which holds every digit of the decision. */
function isSame(plan: Plan, row: DecisionRow, snapshot: Snapshot): boolean {
  const { t, w, x, fb, m, wt, as, pin, s } = recordIn(row);
  const stored = { t, w, x, fb, m, ...(wt && { wt }), ...(as && { as }), ...(pin && { pin }), s };
  const again = packPlan(plan, snapshot);
  return (
    plan.objective === row.objective &&
    plan.complexity.level === row.complexity &&
    plan.reason.code === row.reason &&
    Buffer.compare(packCandidates(plan.candidates, snapshot), row.candidates) === 0 &&
    isDeepStrictEqual(JSON.parse(JSON.stringify(again)), stored)
  );
}
