import { COMPLEXITY_LEVELS, TASKS } from "@/server/router/types";

/** One scored row: calibrated probabilities (tasks, then complexity levels) beside its labels. */
export interface Scored {
  p: Float64Array;
  task: number;
  /** -1 when the row has no complexity label that was read off the prompt. */
  complexity: number;
}

/** Index of the largest value in `[from, to)`. */
export function argmax(values: Float64Array, from: number, to: number): number {
  let best = from;
  for (let i = from + 1; i < to; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

const taskOf = (row: Scored): number => argmax(row.p, 0, TASKS.length);
const confidenceOf = (row: Scored): number => row.p[taskOf(row)]!;

/** Share of rows whose most probable task is the label. */
export const accuracy = (rows: Scored[]): number =>
  rows.filter((row) => taskOf(row) === row.task).length / rows.length;

/** Recall, precision and F1 per task, over tasks that occur. */
export function perTask(rows: Scored[]): { task: string; n: number; recall: number; f1: number }[] {
  return TASKS.map((task, k) => {
    const labelled = rows.filter((row) => row.task === k);
    const called = rows.filter((row) => taskOf(row) === k);
    const right = labelled.filter((row) => taskOf(row) === k).length;
    return {
      task,
      n: labelled.length,
      recall: right / labelled.length,
      f1: (2 * right) / (labelled.length + called.length),
    };
  }).filter((row) => row.n > 0);
}

/** Mean F1 over tasks that occur. */
export function macroF1(rows: Scored[]): number {
  const scores = perTask(rows);
  return scores.reduce((sum, row) => sum + row.f1, 0) / scores.length;
}

/** Expected calibration error in ten bins of equal mass. */
export function calibrationError(points: { confidence: number; right: boolean }[]): number {
  const sorted = points.toSorted((a, b) => a.confidence - b.confidence);
  let error = 0;
  for (let bin = 0; bin < 10; bin++) {
    const part = sorted.slice(
      Math.floor((bin * sorted.length) / 10),
      Math.floor(((bin + 1) * sorted.length) / 10),
    );
    error +=
      Math.abs(part.reduce((sum, point) => sum + point.confidence - (point.right ? 1 : 0), 0)) /
      sorted.length;
  }
  return error;
}

/** Calibration error, and what a perfectly calibrated model of the same confidences would show by chance (mean of 1,000 draws). */
export function calibration(rows: Scored[], random: () => number): { error: number; chance: number } {
  const points = rows.map((row) => ({ confidence: confidenceOf(row), right: taskOf(row) === row.task }));
  let chance = 0;
  for (let i = 0; i < 1000; i++)
    chance +=
      calibrationError(points.map(({ confidence }) => ({ confidence, right: random() < confidence }))) / 1000;
  return { error: calibrationError(points), chance };
}

/** Share of rows at or above a confidence, and accuracy among them. */
export function decidedAt(rows: Scored[], confidence: number): { share: number; accuracy: number } {
  const decided = rows.filter((row) => confidenceOf(row) >= confidence);
  return { share: decided.length / rows.length, accuracy: decided.length === 0 ? 0 : accuracy(decided) };
}

/** Accuracy on labelled complexity; share of high called low; recall of high. */
export function complexityScores(rows: Scored[]): {
  n: number;
  accuracy: number;
  highCalledLow: number;
  highRecall: number;
} {
  const labelled = rows.filter((row) => row.complexity >= 0);
  const called = (row: Scored): number =>
    argmax(row.p, TASKS.length, TASKS.length + COMPLEXITY_LEVELS.length) - TASKS.length;
  const high = labelled.filter((row) => row.complexity === 2);
  return {
    n: labelled.length,
    accuracy: labelled.filter((row) => called(row) === row.complexity).length / labelled.length,
    highCalledLow: high.filter((row) => called(row) === 0).length / high.length,
    highRecall: high.filter((row) => called(row) === 2).length / high.length,
  };
}

/** 95 % Wilson interval of a share. */
export function interval(share: number, n: number): [number, number] {
  const z = 1.96;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [middle - half, middle + half];
}
