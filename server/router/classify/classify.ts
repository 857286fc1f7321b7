import {
  COMPLEXITY_LEVELS,
  TASKS,
  type ClassifierInput,
  type ComplexityLevel,
  type RequestFacts,
  type Task,
} from "../types";
import type { Classifier } from "./classifier";
import { readConversation, type Conversation } from "./conversation";
import { featuresOf } from "./features";
import { expectedOutputTokens } from "./output-tokens";
import { estimateTextTokens } from "./tokens";

/** Stated profiles for requests with no text to classify: the weights have seen none, so they are not asked. */
const WORDLESS = {
  empty: {
    tasks: { chat: 0.6, knowledge: 0.2, writing: 0.2 },
    complexity: { low: 0.8, medium: 0.15, high: 0.05 },
  },
  media: {
    tasks: { analysis: 0.4, extraction: 0.3, knowledge: 0.2, summarization: 0.1 },
    complexity: { low: 0.5, medium: 0.4, high: 0.1 },
  },
  toolLoop: { tasks: { tool_use: 0.8, analysis: 0.2 }, complexity: { low: 0.4, medium: 0.5, high: 0.1 } },
} satisfies Record<
  string,
  { tasks: Partial<Record<Task, number>>; complexity: Record<ComplexityLevel, number> }
>;

/**
 * Log-odds added for facts that the training data lack (it has no tool results and no `response_format`): in the
 * middle of a tool loop the next turn is most often more tool work; an answer bound to a JSON schema is most often
 * fields or labels out of a text. Stated, not fitted; small enough that a clear prompt wins.
 */
const TOOL_LOOP_ODDS: Partial<Record<Task, number>> = { tool_use: 2 };
const JSON_ODDS: Partial<Record<Task, number>> = { extraction: 0.6, classification: 0.4 };

/**
 * What the request is and needs: the router's only reading of the prompt. Deterministic; never throws on odd text.
 * Without a classifier the profile is uniform and marked degraded.
 *
 * @throws What the classifier throws, and an error when it gives shares that are no numbers: whoever called asks again
 *   without it, and says so.
 */
export function classify(input: ClassifierInput, classifier: Classifier | null): RequestFacts {
  const found = readConversation(input);
  const asked = probabilitiesOf(input, found, classifier);
  const tasks = quantiseShares(TASKS, asked?.tasks ?? (() => 1));
  const complexity = quantiseShares(COMPLEXITY_LEVELS, asked?.complexity ?? (() => 1));
  const outputTokens = expectedOutputTokens(
    tasks,
    complexity,
    estimateTextTokens(found.last),
    input.maxOutputTokens,
  );
  return {
    features: featuresOf(input),
    profile: {
      tasks,
      complexity,
      outputTokens,
      classifier: asked && classifier ? classifier.version : "none",
      degraded: asked === null,
    },
  };
}

interface Shares {
  tasks: (task: Task, index: number) => number;
  complexity: (level: ComplexityLevel, index: number) => number;
}

function probabilitiesOf(
  input: ClassifierInput,
  found: Conversation,
  classifier: Classifier | null,
): Shares | null {
  if (classifier === null) return null;
  if (found.last.trim() === "") {
    const kind = found.inToolLoop ? "toolLoop" : found.lastParts.length > 0 ? "media" : "empty";
    const tasks: Partial<Record<Task, number>> = WORDLESS[kind].tasks;
    return { tasks: (task) => tasks[task] ?? 0, complexity: (level) => WORDLESS[kind].complexity[level] };
  }
  const p = classifier.score(input);
  if (p.some((share) => !Number.isFinite(share)))
    throw new RangeError("the classifier's shares are no numbers");
  const json = input.responseFormat === "json_schema" || input.responseFormat === "json_object";
  const odds = (task: Task): number =>
    Math.exp((found.inToolLoop ? (TOOL_LOOP_ODDS[task] ?? 0) : 0) + (json ? (JSON_ODDS[task] ?? 0) : 0));
  return { tasks: (task, i) => p[i]! * odds(task), complexity: (_, i) => p[TASKS.length + i]! };
}

/** Shares in thousandths that sum to exactly one: largest remainders first, earlier names first among equals. */
export function quantiseShares<K extends string>(
  names: readonly K[],
  shareOf: (name: K, index: number) => number,
): Record<K, number> {
  const exact = new Float64Array(names.length);
  let total = 0;
  for (let i = 0; i < names.length; i++) total += exact[i] = Math.max(0, shareOf(names[i]!, i));
  const units = new Int32Array(names.length);
  let left = 1000;
  for (let i = 0; i < names.length; i++) {
    exact[i] = (1000 * exact[i]!) / total;
    left -= units[i] = Math.floor(exact[i]!);
  }
  for (; left > 0; left--) {
    let most = 0;
    for (let i = 1; i < names.length; i++) if (exact[i]! - units[i]! > exact[most]! - units[most]!) most = i;
    units[most]!++;
    exact[most] = -1; // has had its share of what was left
  }
  const quantised = {} as Record<K, number>;
  for (let i = 0; i < names.length; i++) quantised[names[i]!] = units[i]! / 1000;
  return quantised;
}
