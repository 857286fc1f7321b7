import { toTimestamp } from "@/server/platform/clock";
import type { DecisionState } from "../decision";
import type { DecisionDraft } from "../draft";
import { packAttempt, packCost, packUsage } from "./attempts";
import { packCandidates } from "./candidates";
import { offerAt, refOf } from "./offer-ref";
import { packPlan } from "./plan";
import { packRequest } from "./request";
import type { DecisionRow } from "./row";
import { packBits, STORED_FLAGS } from "./stored-lists";

/** The part that is fixed once the decision is made: `record` without its closing brace, and the candidates. */
interface Fixed {
  record: string;
  candidates: Buffer;
}

const kept = new WeakMap<DecisionDraft, Fixed>();

/** The row for a draft in a given state (an open row may be written when the draft has already moved on). */
export function rowOf(draft: DecisionDraft, state: DecisionState): DecisionRow {
  const { plan, context, usage, cost } = draft;
  const { snapshot, options } = context;
  const fixed = fixedOf(draft);
  const shown = draft.served === null ? (plan.winner?.offer ?? null) : draft.served;
  const offer = shown === null ? null : offerAt(snapshot, refOf(snapshot, shown));
  return {
    id: draft.id,
    created_at: toTimestamp(draft.createdAt),
    team_id: draft.teamId,
    key_id: draft.keyId,
    state,
    requested_model: withoutNul(options.requestedModel),
    objective: plan.objective,
    task: plan.task.name,
    complexity: plan.complexity.level,
    model: offer?.model ?? null,
    provider: offer?.provider ?? null,
    reason: plan.reason.code,
    flags: packBits(STORED_FLAGS, draft.flags),
    snapshot_id: snapshot.id,
    cost_nano_usd: cost.value === null ? null : Math.round(cost.value),
    input_tokens: usage?.inputTokens ?? null,
    output_tokens: usage?.outputTokens ?? null,
    record: fixed.record + outcomeOf(draft),
    candidates: fixed.candidates,
  };
}

function fixedOf(draft: DecisionDraft): Fixed {
  let fixed = kept.get(draft);
  if (!fixed) {
    const { snapshot, options } = draft.context;
    const requested = options.requestedModel;
    const record = JSON.stringify({
      v: 1,
      r: draft.routerVersion,
      ...packRequest(draft.facts, draft.context, toTimestamp(draft.createdAt)),
      ...packPlan(draft.plan, snapshot),
      ...(requested.includes("\0") && { rm: requested }),
    });
    fixed = { record: record.slice(0, -1), candidates: packCandidates(draft.plan.candidates, snapshot) };
    kept.set(draft, fixed);
  }
  return fixed;
}

/** The rest of `record`, from the comma on. */
function outcomeOf(draft: DecisionDraft): string {
  const { attempts, usage, cost, context, createdAt } = draft;
  const rest = JSON.stringify({
    a: attempts.map((attempt) => packAttempt(attempt, context.snapshot, createdAt)),
    u: packUsage(usage),
    c: packCost(cost),
  });
  return `,${rest.slice(1)}`;
}

/** PostgreSQL's text takes every character but this one. */
const withoutNul = (text: string): string => (text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text);
