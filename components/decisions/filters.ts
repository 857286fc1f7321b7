import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** Mirrors of the contract's lists: a component takes types from the server, never code. */
import type { DecisionState } from "@/server/audit/decision";
import type { Objective, Task } from "@/server/router/types";

export const STATES = [
  "open",
  "served",
  "truncated",
  "failed",
  "cancelled",
  "refused",
  "interrupted",
] as const satisfies readonly DecisionState[];
export const OBJECTIVES = ["quality", "balanced", "cost", "latency"] as const satisfies readonly Objective[];
export const TASKS = [
  "code",
  "math",
  "reasoning",
  "analysis",
  "knowledge",
  "summarization",
  "extraction",
  "classification",
  "writing",
  "rewriting",
  "translation",
  "brainstorming",
  "chat",
  "tool_use",
] as const satisfies readonly Task[];

/** The filters of the list, as they stand in the URL. */
export const decisionFilters = {
  state: parseAsStringLiteral(STATES),
  objective: parseAsStringLiteral(OBJECTIVES),
  task: parseAsStringLiteral(TASKS),
  model: parseAsString,
};

export const loadDecisionFilters = createLoader(decisionFilters);
