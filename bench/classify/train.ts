/**
 * Trains the shipped classifier: `npx tsx bench/classify/train.ts --data FOLDER [--out FOLDER]`. Trains on
 * `train.jsonl` only, calibrates by cross-fitting over its natural rows, reports `dev.jsonl`. Seeded: the same data
 * give the same bytes.
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { OUTPUTS, checksumOf, loadClassifier, type WeightsHeader } from "@/server/router/classify/classifier";
import { ROWS } from "@/server/router/classify/feature-sink";
import { calibrated, crossFit, fitTemperature, type Temperature } from "./calibrate";
import type { ModelCard } from "./card";
import { toExamples, type Examples } from "./examples";
import { accuracy, calibration, complexityScores, decidedAt, macroF1, type Scored } from "./metrics";
import { seededRandom } from "./random";
import { readRows } from "./rows";
import { scoreRows } from "./score-rows";
import { TRAINING, train } from "./trainer";

const COPIES = 2;
const FOLDS = 4;
/** Decided rows must be right at least this often on cross-fitted natural rows. */
const DECIDED_ACCURACY = 0.88;

const { values } = parseArgs({
  options: { data: { type: "string" }, out: { type: "string", default: "server/router/classify/weights" } },
});
if (values.data === undefined) {
  console.error(
    "usage: npx tsx bench/classify/train.ts --data FOLDER (the folder with train.jsonl and dev.jsonl)",
  );
  process.exit(2);
}
run(values.data, values.out);

function run(folder: string, out: string): void {
  const data = readRows(folder);
  const examples = toExamples(data.train, COPIES, TRAINING.seed);
  console.log(`${data.train.length} rows; cross-fitting ${FOLDS} folds`);
  const held = crossFit(examples, TRAINING, FOLDS);
  const temperature = fitTemperature(held);
  const fitted = calibrated(held, temperature);
  const decidedConfidence = chooseConfidence(fitted);
  console.log("training on all of train.jsonl");
  const all = Int32Array.from({ length: examples.task.length }, (_, i) => i);
  const { header, bytes } = pack(train(examples, all, TRAINING), temperature);
  const dev = scoreRows(data.dev, loadClassifier(header, bytes));
  const card = describe(header, data.hash, examples, decidedConfidence, fitted, dev.natural);
  mkdirSync(out, { recursive: true });
  writeFileSync(
    join(out, "weights.json"),
    `${JSON.stringify({ ...header, data: Buffer.from(bytes).toString("base64") })}\n`,
  );
  writeFileSync(join(out, "card.json"), `${JSON.stringify(card, null, 2)}\n`);
  console.log(JSON.stringify(card, null, 2));
}

/** int8 rows with one step size per output; the largest weight of an output is 127 steps. */
function pack(weights: Float32Array, temperature: Temperature): { header: WeightsHeader; bytes: Uint8Array } {
  const largest = new Float64Array(OUTPUTS);
  for (let i = 0; i < weights.length; i++)
    largest[i % OUTPUTS] = Math.max(largest[i % OUTPUTS]!, Math.abs(weights[i]!));
  const steps = Array.from(largest, (value) => Number((value / 127).toPrecision(6)));
  const rows = Int8Array.from(weights, (weight, i) =>
    Math.max(-127, Math.min(127, Math.round(weight / steps[i % OUTPUTS]!))),
  );
  const bytes = new Uint8Array(rows.buffer);
  const digest = createHash("sha256")
    .update(bytes)
    .update(JSON.stringify([steps, temperature]))
    .digest("hex");
  const header: WeightsHeader = {
    format: 1,
    version: `clf_${digest.slice(0, 16)}`,
    rows: ROWS,
    checksum: checksumOf(bytes),
    steps,
    temperature,
  };
  return { header, bytes };
}

/** The least confidence, in steps of 0.01, from which decided rows reach the stated accuracy. */
function chooseConfidence(rows: Scored[]): number {
  for (let percent = 30; percent < 99; percent++)
    if (decidedAt(rows, percent / 100).accuracy >= DECIDED_ACCURACY) return percent / 100;
  return 0.99;
}

function describe(
  header: WeightsHeader,
  dataHash: string,
  examples: Examples,
  decidedConfidence: number,
  fitted: Scored[],
  dev: Scored[],
): ModelCard {
  const round = (value: number): number => Math.round(value * 10_000) / 10_000;
  const figures: Record<string, number> = {};
  for (const [name, rows] of [
    ["crossFit", fitted],
    ["dev", dev],
  ] as const) {
    const ece = calibration(rows, seededRandom(1));
    const decided = decidedAt(rows, decidedConfidence);
    const complexity = complexityScores(rows);
    Object.assign(figures, {
      [`${name}NaturalRows`]: rows.length,
      [`${name}Accuracy`]: round(accuracy(rows)),
      [`${name}MacroF1`]: round(macroF1(rows)),
      [`${name}CalibrationErrorAboveChance`]: round(ece.error - ece.chance),
      [`${name}DecidedShare`]: round(decided.share),
      [`${name}DecidedAccuracy`]: round(decided.accuracy),
      [`${name}ComplexityAccuracy`]: round(complexity.accuracy),
    });
  }
  return {
    version: header.version,
    kind: "multinomial logistic regression over hashed word and letter n-grams, word classes and structure; int8 rows",
    reads: "last user turn (head and tail), system prompt, previous user turn, tool names and descriptions",
    trainedOn: {
      rows: examples.copy.filter((copy) => copy === 0).length,
      natural: examples.natural.filter((natural, i) => natural === 1 && examples.copy[i] === 0).length,
      dataHash,
      sources:
        "prompts of public instruction sets and benchmarks, own templates and seeds; labels by a language model, by scenario, by source or by template",
      licences:
        "mostly Apache-2.0, MIT, CC-BY, CC-BY-SA and CC0; a part (P3 samples, captions) has research or non-commercial terms, a part states none. The weights hold hashed sums, no texts.",
    },
    settings: { ...TRAINING, copies: COPIES, folds: FOLDS },
    decidedConfidence,
    decidedRule: `least confidence from which cross-fitted natural rows are right ${DECIDED_ACCURACY * 100} % of the time`,
    temperature: header.temperature,
    weightBytes: ROWS * OUTPUTS,
    figures,
    limits:
      "English first; other languages rest on word classes and few rows. Labels carry one labeller's taste. No tool results, images or response formats were in the data.",
  };
}
