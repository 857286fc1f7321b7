/**
 * `npm run bench:classify [-- --data FOLDER] [--cross-fit] [--json FILE]`. Latency and size need nothing; the rows on
 * quality need the labelled prompts. `--cross-fit` trains five models on train and dev (minutes) and scores every
 * natural row by a model that has not seen its prompt.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { getClassifier } from "@/server/decide/classifier";
import cardJson from "@/server/router/classify/weights/card.json";
import { calibrated, crossFit, fitTemperature } from "./calibrate";
import type { ModelCard } from "./card";
import { toExamples } from "./examples";
import { measure, type Latency } from "./latency";
import {
  accuracy,
  calibration,
  complexityScores,
  decidedAt,
  interval,
  macroF1,
  perTask,
  type Scored,
} from "./metrics";
import { seededRandom } from "./random";
import { robustness } from "./robustness";
import { isNatural, readRows, type LabelledData } from "./rows";
import { scoreRows } from "./score-rows";
import { TRAINING } from "./trainer";

const card: ModelCard = cardJson; // typed: a card of another shape does not compile
const GOALS: Record<string, string> = { "20": "0.1", "500": "0.6", "20000": "0.8" };
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    "cross-fit": { type: "boolean", default: false },
    json: { type: "string" },
  },
});
await run();

async function run(): Promise<void> {
  const classifier = await getClassifier();
  if (classifier === null)
    throw new Error("the classifier's weights could not be read; see the log line above");
  printCard();
  const latency = [20, 500, 20_000].map((tokens) => measure(tokens, classifier, 2000));
  printLatency(latency);
  const result: Record<string, unknown> = {
    version: classifier.version,
    latency,
    weightBytes: card.weightBytes,
  };
  const folder = values.data ?? process.env.FAIRLEAD_CLASSIFIER_DATA;
  if (folder === undefined) {
    console.log(
      "\nquality, calibration, complexity, robustness: need the labelled prompts; pass --data FOLDER (or FAIRLEAD_CLASSIFIER_DATA)",
    );
  } else {
    const data = readRows(folder);
    if (data.hash !== card.trainedOn.dataHash)
      console.log("\nnote: these data are not the ones the weights were trained on (hash differs)");
    result.dev = printQuality(
      "dev, natural rows (not trained on)",
      scoreRows(data.dev, classifier).natural,
      card.decidedConfidence,
    );
    result.robustness = printRobustness(data, (rows) => robustness(rows, classifier, 1));
    if (values["cross-fit"]) result.crossFit = printCrossFit(data);
    else console.log("\n5-fold cross-fit over all natural rows: add --cross-fit (minutes)");
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

function printCard(): void {
  console.log(`classifier ${card.version}: ${card.kind}`);
  console.log(`reads      ${card.reads}`);
  console.log(
    `trained on ${card.trainedOn.rows} rows (${card.trainedOn.natural} natural), data ${card.trainedOn.dataHash.slice(0, 16)}`,
  );
  console.log(`sources    ${card.trainedOn.sources}`);
  console.log(`licences   ${card.trainedOn.licences}`);
  console.log(`limits     ${card.limits}`);
  console.log(`weights    ${(card.weightBytes / 1e6).toFixed(2)} MB (goal 4)\n`);
}

function printLatency(rows: Latency[]): void {
  console.log("latency of one classify (one core)   p50 ms   p99 ms   goal p50");
  for (const row of rows)
    console.log(
      `  ${String(row.tokens).padStart(6)} tokens                      ${row.p50Ms.toFixed(3)}    ${row.p99Ms.toFixed(3)}    ${GOALS[row.tokens]}`,
    );
}

function printQuality(title: string, rows: Scored[], confidence: number): Record<string, unknown> {
  const right = accuracy(rows);
  const [low, high] = interval(right, rows.length);
  const ece = calibration(rows, seededRandom(1));
  const decided = decidedAt(rows, confidence);
  const complexity = complexityScores(rows);
  const tasks = perTask(rows);
  console.log(`\n${title}: ${rows.length}`);
  console.log(
    `  task accuracy        ${percent(right)}  [${percent(low)}, ${percent(high)}]   floor 70, goal 80`,
  );
  console.log(`  macro-F1             ${macroF1(rows).toFixed(3)}   floor .70, goal .78`);
  console.log(
    `  calibration error    ${percent(ece.error)}, by chance ${percent(ece.chance)}, above chance ${percent(ece.error - ece.chance)}   goal 2`,
  );
  console.log(
    `  decided at ${confidence}      ${percent(decided.share)}, right ${percent(decided.accuracy)}   floor 70 at 88, goal 80 at 92`,
  );
  console.log(
    `  complexity (${complexity.n})     ${percent(complexity.accuracy)}; high called low ${percent(complexity.highCalledLow)}; recall of high ${complexity.highRecall.toFixed(2)}   floor 66, 12, .23; goal 75, 8, .5`,
  );
  console.log(
    `  recall per task      ${tasks.map((row) => `${row.task} ${row.recall.toFixed(2)} (${row.n})`).join(", ")}`,
  );
  return {
    rows: rows.length,
    accuracy: right,
    interval: [low, high],
    macroF1: macroF1(rows),
    ece,
    decided,
    complexity,
    tasks,
  };
}

function printRobustness(
  data: LabelledData,
  ask: (rows: LabelledData["dev"]) => { edit: string; same: number }[],
): unknown {
  const rows = ask(data.dev.filter(isNatural));
  console.log("\nsame task after an edit (dev, natural rows)   goal 97");
  for (const row of rows) console.log(`  ${row.edit.padEnd(22)} ${percent(row.same)}`);
  return rows;
}

function printCrossFit(data: LabelledData): unknown {
  const examples = toExamples([...data.train, ...data.dev], card.settings.copies, TRAINING.seed);
  const held = crossFit(examples, TRAINING, card.settings.folds);
  const temperature = fitTemperature(held);
  return printQuality(
    "5-fold cross-fit, all natural rows of train and dev",
    calibrated(held, temperature),
    card.decidedConfidence,
  );
}
