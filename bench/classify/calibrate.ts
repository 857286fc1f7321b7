import { OUTPUTS, softmax } from "@/server/router/classify/classifier";
import { TASKS } from "@/server/router/types";
import type { Examples } from "./examples";
import { foldsOf } from "./folds";
import type { Scored } from "./metrics";
import { logitsOf, train, type TrainingSettings } from "./trainer";

export interface Temperature {
  task: number;
  complexity: number;
}

/** Logits of natural rows by models that did not see them, with labels; `p` holds logits until `calibrated`. */
export function crossFit(examples: Examples, settings: TrainingSettings, folds: number): Scored[] {
  const scored: Scored[] = [];
  for (const { train: chosen, test } of foldsOf(examples, folds)) {
    const weights = train(examples, chosen, settings);
    for (const i of test) {
      const p = new Float64Array(OUTPUTS);
      logitsOf(examples, i, weights, p);
      scored.push({ p, task: examples.task[i]!, complexity: readComplexity(examples, i) });
    }
  }
  return scored;
}

/** The complexity label when an LLM read it off the prompt, else -1. */
export const readComplexity = (examples: Examples, i: number): number =>
  examples.sources[i]!.complexity_label === "llm" ? examples.complexity[i]! : -1;

/** Probabilities from logits at a temperature. */
export function calibrated(rows: Scored[], temperature: Temperature): Scored[] {
  return rows.map((row) => {
    const p = row.p.map((logit, k) => logit / (k < TASKS.length ? temperature.task : temperature.complexity));
    softmax(p, 0, TASKS.length);
    softmax(p, TASKS.length, OUTPUTS);
    return { ...row, p };
  });
}

/** The temperature of each head with the least log-loss on held-out logits, to 0.01. */
export function fitTemperature(rows: Scored[]): Temperature {
  return {
    task: bestTemperature(rows, 0, TASKS.length, (row) => row.task),
    complexity: bestTemperature(
      rows.filter((row) => row.complexity >= 0),
      TASKS.length,
      OUTPUTS,
      (row) => row.complexity,
    ),
  };
}

function bestTemperature(rows: Scored[], from: number, to: number, label: (row: Scored) => number): number {
  let best = { temperature: 1, loss: Infinity };
  for (let step = 30; step <= 400; step += 2) {
    const temperature = step / 100;
    let loss = 0;
    for (const row of rows) {
      const p = row.p.slice(from, to).map((logit) => logit / temperature);
      softmax(p, 0, to - from);
      loss -= Math.log(Math.max(1e-12, p[label(row)]!));
    }
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}
