import { newDraft, type DecisionDraft } from "@/server/audit/draft";
import type { Caller } from "@/server/auth/key-cache";
import { decide } from "@/server/decide/decide";
import { noHealth } from "@/server/decide/health";
import { toTimestamp } from "@/server/platform/clock";
import { RouterError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { RouteContext } from "@/server/router/types";
import type { Call, DecidedCall } from "./call";
import type { ChatRequest } from "./parse";

/** Decides who serves, with everything known now, and starts the record. A refusal is a plan without a winner. */
export function decideCall(call: Call, caller: Caller, request: ChatRequest): DecidedCall {
  const { runtime, timings } = call;
  const now = runtime.clock.now();
  const context: RouteContext = {
    snapshot: runtime.snapshot,
    policy: caller.policy,
    options: request.options,
    health: noHealth,
    incumbent: null,
    now: toTimestamp(now),
  };
  const decided = decide({ ...context, input: request.input }, runtime.classifier, runtime.clock);
  timings.classify = decided.timings.classifyMs;
  timings.score = decided.timings.scoreMs;
  const draft = newDraft({
    id: newId("dec", now),
    createdAt: now,
    teamId: caller.teamId,
    keyId: caller.keyId,
    facts: decided.facts,
    context,
    plan: decided.plan,
    routerVersion: decided.versions.router,
  });
  // The same object goes on: whoever holds the call sees the decision in its headers and errors.
  return Object.assign(call, {
    request,
    draft,
    deadline: call.exchange.receivedAt + runtime.budgets.totalMs,
    committed: false,
    opened: false,
    current: null,
  });
}

/** What the caller is told about a plan without a winner. */
export function refusal({ id, plan, context }: DecisionDraft): RouterError {
  const { code, sentence } = plan.reason;
  const data = { decisionId: id, param: context.options.pin === null ? null : "model" };
  if (code === "out_of_scope") return new RouterError("forbidden", sentence, data);
  if (code === "model_not_found") return new RouterError("model-unknown", sentence, data);
  return new RouterError("no-candidate", sentence, { decisionId: id });
}
