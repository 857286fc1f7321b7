import { expect, test } from "vitest";
import { TASKS } from "@/server/router/types";
import { toExamples } from "./examples";
import { foldsOf } from "./folds";
import { argmax } from "./metrics";
import type { Row } from "./rows";
import { TRAINING, logitsOf, train } from "./trainer";
import { OUTPUTS } from "@/server/router/classify/classifier";

const row = (prompt: string, task: Row["task"], label: Row["label"] = "seed", first?: string): Row => ({
  id: prompt,
  prompt,
  task,
  complexity: "low",
  source: "test",
  lang: "en",
  label,
  complexity_label: "llm",
  ...(first === undefined
    ? {}
    : {
        messages: [
          { role: "user", content: first },
          { role: "assistant", content: "ok" },
          { role: "user", content: prompt },
        ],
      }),
});

const ROWS_OF_TWO_TASKS = [
  ...["good morning", "hello there friend", "hi, how was your day", "good evening to you"].map((text) =>
    row(text, "chat"),
  ),
  ...[
    "translate this to Spanish: the door",
    "translate to Greek: a cup",
    "put into Polish: my hat",
    "translate: water",
  ].map((text) => row(text, "translation")),
];

test("training twice gives the same bytes, and learns", () => {
  const examples = toExamples(ROWS_OF_TWO_TASKS, 1, TRAINING.seed);
  const all = Int32Array.from({ length: examples.task.length }, (_, i) => i);
  const weights = train(examples, all, TRAINING);
  expect(
    Buffer.from(weights.buffer).equals(
      Buffer.from(train(toExamples(ROWS_OF_TWO_TASKS, 1, TRAINING.seed), all, TRAINING).buffer),
    ),
  ).toBe(true);
  const logits = new Float64Array(OUTPUTS);
  for (const i of all) {
    logitsOf(examples, i, weights, logits);
    expect(argmax(logits, 0, TASKS.length)).toBe(examples.task[i]);
  }
});

test("no fold trains on a turn of a row it holds out, nor on an edited copy of it", () => {
  const rows = [
    ...ROWS_OF_TWO_TASKS,
    row("now shorter", "writing", "template", "good morning"),
    row("hello there friend", "chat", "source"),
  ];
  const examples = toExamples(rows, 2, 1);
  const folds = foldsOf(examples, 3);
  for (const { train: trained, test: held } of folds) {
    const heldKeys = new Set([...held].flatMap((i) => examples.keys[i]!));
    for (const i of trained) expect(examples.keys[i]!.some((key) => heldKeys.has(key))).toBe(false);
    for (const i of held) expect([examples.natural[i], examples.copy[i]]).toEqual([1, 0]);
  }
  expect(folds.reduce((sum, fold) => sum + fold.test.length, 0)).toBe(ROWS_OF_TWO_TASKS.length);
});
