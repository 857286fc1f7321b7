import type { Capability, ComplexityLevel, Task } from "@/server/router/types";

/** Orders that stored records depend on (form 1). A new entry in the router's lists goes to the end, never between. */
export const STORED_TASKS = [
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

export const STORED_LEVELS = ["low", "medium", "high"] as const satisfies readonly ComplexityLevel[];

export const STORED_CAPABILITIES = [
  "tools",
  "structuredOutput",
  "vision",
  "audio",
  "file",
] as const satisfies readonly Capability[];

export const STORED_FLAGS = ["fellBack", "pinned", "degraded", "simulated", "deferred"] as const;

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
