import type { Capability, Task } from "./types";

const NANO_USD_PER_CENT = 10_000_000;

/** Rounds to two significant digits at least, without an exponent. */
function shortNumber(value: number): string {
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  if (value >= 0.1) return value.toFixed(2);
  return value >= 0.01 ? value.toFixed(3) : value.toFixed(4);
}

/** Money as people read it: `$1.24`, `0.40 ct`, `0.0031 ct`, `less than 0.001 ct`, `no charge`. Takes nano-dollars. */
export function readableMoney(nanoUsd: number): string {
  if (nanoUsd === 0) return "no charge";
  const cents = nanoUsd / NANO_USD_PER_CENT;
  if (cents >= 100) return `$${(cents / 100).toFixed(2)}`;
  return cents < 0.001 ? "less than 0.001 ct" : `${shortNumber(cents)} ct`;
}

/** `3.1 points`, `1.0 point`, `less than 0.1 points`. */
export function readablePoints(points: number): string {
  const size = Math.abs(points);
  if (size < 0.05) return "less than 0.1 points";
  const text = size.toFixed(1);
  return text === "1.0" ? "1.0 point" : `${text} points`;
}

/** A task as a word in a sentence. */
export const readableTask = (task: Task): string => (task === "tool_use" ? "tool use" : task);

/** `a, b or c`. */
export function readableList(items: readonly string[], word: "and" | "or"): string {
  if (items.length <= 1) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${word} ${items[items.length - 1]!}`;
}

/** Thousands grouped with commas, the same on every machine. */
export const readableCount = (count: number): string =>
  String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");

/** Capabilities as the things that a request brings or wants. */
export const CAPABILITY_WORDS: Record<Capability, string> = {
  tools: "tool calls",
  structuredOutput: "structured output",
  vision: "images",
  audio: "audio",
  file: "files",
};
