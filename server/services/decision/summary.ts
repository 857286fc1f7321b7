import type { Decision } from "@/server/audit/decision";

/** A decision as one line of the list. */
export interface DecisionSummary extends Pick<
  Decision,
  "id" | "createdAt" | "state" | "flags" | "requestedModel" | "objective" | "winner"
> {
  task: { name: Decision["task"]["name"]; decided: boolean };
  complexity: Decision["complexity"]["level"];
  runnerUp: string | null;
  attempts: number;
  /** From the request's arrival to the first output the caller got; null when there was none. */
  firstOutputMs: number | null;
  costNanoUsd: number | null;
  /** Name of the key that asked; null when the record names none. */
  key: string | null;
}

/** Milliseconds from the decision to the first output of the attempt that served; null when there was none. */
export function firstOutputOf(decision: Pick<Decision, "createdAt" | "attempts">): number | null {
  const attempt = decision.attempts.at(-1);
  if (!attempt || attempt.timings.firstOutputMs === null) return null;
  const waited = Date.parse(attempt.startedAt) - Date.parse(decision.createdAt);
  return Math.max(0, waited) + attempt.timings.firstOutputMs;
}

export function summaryOf(decision: Decision, key: string | null): DecisionSummary {
  const { id, createdAt, state, flags, requestedModel, objective, winner } = decision;
  const runnerUp = decision.candidates.find(
    (candidate) => candidate.score.state === "known" && candidate.model !== winner?.model,
  );
  return {
    id,
    createdAt,
    state,
    flags,
    requestedModel,
    objective,
    winner,
    task: { name: decision.task.name, decided: decision.task.decided },
    complexity: decision.complexity.level,
    runnerUp: runnerUp?.model ?? null,
    attempts: decision.attempts.length,
    firstOutputMs: firstOutputOf(decision),
    costNanoUsd: decision.cost.value,
    key,
  };
}
