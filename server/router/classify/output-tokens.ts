import { COMPLEXITY_LEVELS, TASKS, type ComplexityLevel, type Task } from "../types";
import { quantise } from "./tokens";

/** Answer length as `fixed` tokens, plus `share` of the tokens in the last user turn. */
interface Length {
  fixed: readonly [low: number, medium: number, high: number];
  share: number;
}

/**
 * Expected visible answer of a model with output factor 1 (no thinking), in tokens. The training data has no answers,
 * so these are stated, not fitted: prose tasks answer in a few paragraphs and grow with the demands; code and proofs
 * grow most; a label or a field list is short whatever the input; a changed or translated text is about as long as
 * the text (a translation a little longer, since other languages take more tokens); a summary is a fifth of it.
 * Calibration on a team's own outcomes replaces the table.
 */
export const OUTPUT_LENGTHS: Record<Task, Length> = {
  code: { fixed: [250, 600, 1300], share: 0.1 },
  math: { fixed: [180, 450, 1000], share: 0 },
  reasoning: { fixed: [200, 450, 900], share: 0 },
  analysis: { fixed: [180, 450, 900], share: 0.02 },
  knowledge: { fixed: [180, 400, 750], share: 0 },
  summarization: { fixed: [70, 130, 250], share: 0.2 },
  extraction: { fixed: [60, 130, 300], share: 0.1 },
  classification: { fixed: [15, 40, 120], share: 0 },
  writing: { fixed: [250, 550, 1100], share: 0 },
  rewriting: { fixed: [40, 90, 180], share: 0.9 },
  translation: { fixed: [20, 40, 80], share: 1.1 },
  brainstorming: { fixed: [220, 400, 700], share: 0 },
  chat: { fixed: [50, 120, 250], share: 0 },
  tool_use: { fixed: [80, 150, 300], share: 0 },
};
/** No answer of one turn is expected to be longer than this, whatever the input. */
const LONGEST = 8000;

/**
 * Expected output tokens under the profile (the mean over task and complexity, since money is linear in tokens),
 * never above what the request allows, rounded to two significant digits.
 */
export function expectedOutputTokens(
  tasks: Record<Task, number>,
  complexity: Record<ComplexityLevel, number>,
  lastTurnTokens: number,
  maxOutputTokens: number | null,
): number {
  let expected = 0;
  for (const task of TASKS) {
    const { fixed, share } = OUTPUT_LENGTHS[task];
    for (const [level, name] of COMPLEXITY_LEVELS.entries())
      expected += tasks[task] * complexity[name] * Math.min(LONGEST, fixed[level]! + share * lastTurnTokens);
  }
  return Math.min(quantise(expected), maxOutputTokens === null ? Infinity : Math.max(1, maxOutputTokens));
}
