import type { Capability, ComplexityLevel, Task } from "@/server/router/types";
import type { Decision } from "../decision";

/** A list that names every member of a union: one that misses a member does not compile. */
export const listOfAll =
  <All extends string>() =>
  <const List extends readonly All[]>(list: [All] extends [List[number]] ? List : never): List =>
    list;

/** Orders that stored records depend on (form 1). A new entry in the router's lists goes to the end, never between. */
export const STORED_TASKS = listOfAll<Task>()([
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

export const STORED_LEVELS = listOfAll<ComplexityLevel>()(["low", "medium", "high"]);

export const STORED_CAPABILITIES = listOfAll<Capability>()([
  "tools",
  "structuredOutput",
  "vision",
  "audio",
  "file",
]);

export const STORED_FLAGS = listOfAll<keyof Decision["flags"]>()([
  "fellBack",
  "pinned",
  "degraded",
  "simulated",
  "deferred",
]);

/** Booleans by name as one number: bit n is the nth name. */
export function packBits<K extends string>(names: readonly K[], values: Record<K, boolean>): number {
  return names.reduce((bits, name, index) => bits | (values[name] ? 1 << index : 0), 0);
}

export function unpackBits<K extends string>(names: readonly K[], bits: number): Record<K, boolean> {
  return Object.fromEntries(names.map((name, index) => [name, (bits & (1 << index)) !== 0])) as Record<
    K,
    boolean
  >;
}
