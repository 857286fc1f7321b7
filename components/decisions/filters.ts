import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

import type { DecisionState } from "@/server/audit/decision";
import type { Objective, Task } from "@/server/router/types";

/**
 * A list that must name every word of a type: one that misses a word does not compile. The lists mirror the
 * server's, since a component takes types from there, never code.
 */
const everyOf =
  <T extends string>() =>
  <const L extends readonly T[]>(list: [T] extends [L[number]] ? L : never): L =>
    list;

export const STATES = everyOf<DecisionState>()([
  "open",
  "served",
  "truncated",
  "failed",
  "cancelled",
  "refused",
  "interrupted",
]);
export const OBJECTIVES = everyOf<Objective>()(["quality", "balanced", "cost", "latency"]);
export const TASKS = everyOf<Task>()([
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
]);

/** The filters of the list, as they stand in the URL. */
export const decisionFilters = {
  state: parseAsStringLiteral(STATES),
  objective: parseAsStringLiteral(OBJECTIVES),
  task: parseAsStringLiteral(TASKS),
  model: parseAsString,
};

export const loadDecisionFilters = createLoader(decisionFilters);
