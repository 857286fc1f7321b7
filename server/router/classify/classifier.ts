import { Extractor } from "./extract-features";
import { FeatureSink, GROUPS, ROWS } from "./feature-sink";
import { COMPLEXITY_LEVELS, TASKS, type ClassifierInput } from "../types";

/** Outputs per row of the weight table: 14 tasks, then 3 complexity levels. */
export const OUTPUTS = TASKS.length + COMPLEXITY_LEVELS.length;

/** What is stored beside the weights and needed to read them. */
export interface WeightsHeader {
  format: 1;
  /** Content hash of weights and header values, `clf_` and 16 hex digits: the version that decisions name. */
  version: string;
  rows: number;
  /** FNV-1a (32 bits) of the weight bytes, so that a damaged file is noticed without a hash library. */
  checksum: number;
  /** Value of one int8 step, per output. */
  steps: number[];
  /** Divisor of the logits that calibrates the probabilities: of the tasks, and of the complexity levels. */
  temperature: { task: number; complexity: number };
}

/** A trained classifier: sums of int8 rows per feature group, linear in the end. */
export interface Classifier {
  readonly version: string;
  /** Calibrated probabilities, tasks first and then complexity levels; a fresh array. */
  score(input: ClassifierInput): Float64Array;
}

/** Thrown by `loadClassifier` when the stored weights cannot be used. */
export class BrokenWeights extends Error {}

/** FNV-1a (32 bits, unsigned) of bytes. */
export function checksumOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash >>> 0;
}

/** Reads stored weights. Throws `BrokenWeights` when size, format or checksum do not fit. */
export function loadClassifier(header: WeightsHeader, bytes: Uint8Array): Classifier {
  if (header.format !== 1 || header.rows !== ROWS || header.steps.length !== OUTPUTS)
    throw new BrokenWeights("the classifier's weights have another format than this build reads");
  if (bytes.length !== ROWS * OUTPUTS || checksumOf(bytes) !== header.checksum)
    throw new BrokenWeights("the classifier's weights are damaged: size or checksum differ");
  return new LinearClassifier(header, new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length));
}

class LinearClassifier implements Classifier {
  readonly version: string;
  readonly #header: WeightsHeader;
  readonly #weights: Int8Array;
  readonly #sink = new FeatureSink();
  readonly #extractor = new Extractor();
  readonly #sum = new Int32Array(OUTPUTS);

  constructor(header: WeightsHeader, weights: Int8Array) {
    this.version = header.version;
    this.#header = header;
    this.#weights = weights;
  }

  score(input: ClassifierInput): Float64Array {
    this.#extractor.extract(input, this.#sink);
    const logits = this.#logits();
    const { steps, temperature } = this.#header;
    for (let i = 0; i < OUTPUTS; i++)
      logits[i]! *= steps[i]! / (i < TASKS.length ? temperature.task : temperature.complexity);
    softmax(logits, 0, TASKS.length);
    softmax(logits, TASKS.length, OUTPUTS);
    return logits;
  }

  /** Integer sums per group, each divided by the root of the group's size. */
  #logits(): Float64Array {
    const { rows, ends } = this.#sink;
    const logits = new Float64Array(OUTPUTS);
    const sum = this.#sum;
    let from = 0;
    for (let group = 0; group < GROUPS.length; group++) {
      const to = ends[group]!;
      if (to === from) continue;
      sum.fill(0);
      for (let i = from; i < to; i++) {
        const row = rows[i]! * OUTPUTS;
        for (let k = 0; k < OUTPUTS; k++) sum[k]! += this.#weights[row + k]!;
      }
      const scale = 1 / Math.sqrt(to - from);
      for (let k = 0; k < OUTPUTS; k++) logits[k]! += sum[k]! * scale;
      from = to;
    }
    return logits;
  }
}

/** Replaces logits in `[from, to)` by probabilities. */
export function softmax(values: Float64Array, from: number, to: number): void {
  let top = -Infinity;
  for (let i = from; i < to; i++) top = Math.max(top, values[i]!);
  let total = 0;
  for (let i = from; i < to; i++) total += values[i] = Math.exp(values[i]! - top);
  for (let i = from; i < to; i++) values[i]! /= total;
}
