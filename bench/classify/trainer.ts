import { OUTPUTS } from "@/server/router/classify/classifier";
import { ROWS } from "@/server/router/classify/feature-sink";
import { TASKS } from "@/server/router/types";
import type { Examples } from "./examples";
import { seededRandom, shuffle } from "./random";

/** How the linear model is trained; all of it is stored in the model card. */
export interface TrainingSettings {
  seed: number;
  epochs: number;
  learningRate: number;
  /** Weight decay, applied to the rows an example touches. */
  decay: number;
  /** Share of the target spread evenly over the tasks. */
  smoothing: number;
  /** Start of AdaGrad's sums of squares: the larger, the less a rare feature can say. */
  damping: number;
}

export const TRAINING: TrainingSettings = {
  seed: 20260101,
  epochs: 4,
  learningRate: 0.15,
  decay: 2e-5,
  smoothing: 0.02,
  damping: 0.1,
};

/** Multinomial logistic regression for both heads at once, AdaGrad, one example at a time in a seeded order. */
export function train(examples: Examples, chosen: Int32Array, settings: TrainingSettings): Float32Array {
  const weights = new Float32Array(ROWS * OUTPUTS);
  const squares = new Float32Array(ROWS * OUTPUTS).fill(settings.damping);
  const random = seededRandom(settings.seed);
  const order = chosen.slice();
  const gradient = new Float64Array(OUTPUTS);
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(order, random);
    for (const i of order) {
      fillGradient(examples, i, weights, settings.smoothing, gradient);
      step(examples, i, weights, squares, gradient, settings);
    }
  }
  return weights;
}

/** Logits of one example; `into` is overwritten. */
export function logitsOf(examples: Examples, i: number, weights: Float32Array, into: Float64Array): void {
  into.fill(0);
  for (let at = examples.starts[i]!; at < examples.starts[i + 1]!; at++) {
    const row = examples.rows[at]! * OUTPUTS;
    const value = examples.values[at]!;
    for (let k = 0; k < OUTPUTS; k++) into[k]! += value * weights[row + k]!;
  }
}

function fillGradient(
  examples: Examples,
  i: number,
  weights: Float32Array,
  smoothing: number,
  gradient: Float64Array,
): void {
  logitsOf(examples, i, weights, gradient);
  headGradient(gradient, 0, TASKS.length, examples.task[i]!, examples.taskWeight[i]!, smoothing);
  headGradient(
    gradient,
    TASKS.length,
    OUTPUTS,
    examples.complexity[i]!,
    examples.complexityWeight[i]!,
    smoothing,
  );
}

function headGradient(
  g: Float64Array,
  from: number,
  to: number,
  label: number,
  weight: number,
  smoothing: number,
): void {
  if (label < 0 || weight === 0) {
    g.fill(0, from, to);
    return;
  }
  let top = -Infinity;
  for (let k = from; k < to; k++) if (g[k]! > top) top = g[k]!;
  let total = 0;
  for (let k = from; k < to; k++) total += g[k] = Math.exp(g[k]! - top);
  const spread = smoothing / (to - from);
  for (let k = from; k < to; k++)
    g[k] = weight * (g[k]! / total - spread - (k - from === label ? 1 - smoothing : 0));
}

function step(
  e: Examples,
  i: number,
  weights: Float32Array,
  squares: Float32Array,
  gradient: Float64Array,
  s: TrainingSettings,
): void {
  for (let at = e.starts[i]!; at < e.starts[i + 1]!; at++) {
    const row = e.rows[at]! * OUTPUTS;
    const value = e.values[at]!;
    for (let k = 0; k < OUTPUTS; k++) {
      const slope = gradient[k]! * value + s.decay * weights[row + k]!;
      const held = (squares[row + k]! += slope * slope);
      weights[row + k]! -= (s.learningRate * slope) / Math.sqrt(held);
    }
  }
}
