import { expect, test } from "vitest";
import { EDITS } from "./edits";
import { foldOf } from "./folds";
import {
  accuracy,
  calibrationError,
  complexityScores,
  decidedAt,
  interval,
  macroF1,
  type Scored,
} from "./metrics";
import { seededRandom } from "./random";
import { groupKeys, type Row } from "./rows";
import { OUTPUTS } from "@/server/router/classify/classifier";

/** A row that is called `task` with a confidence, labelled `label`. */
function scored(task: number, confidence: number, label: number, level = 0, levelLabel = -1): Scored {
  const p = new Float64Array(OUTPUTS);
  p[task] = confidence;
  p[14 + level] = 1;
  return { p, task: label, complexity: levelLabel };
}

test("accuracy, macro-F1 and the decided share count what they say", () => {
  const rows = [scored(0, 0.9, 0), scored(0, 0.8, 1), scored(1, 0.4, 1), scored(1, 0.6, 1)];
  expect(accuracy(rows)).toBe(0.75);
  expect(macroF1(rows)).toBeCloseTo((2 / 3 + 4 / 5) / 2);
  expect(decidedAt(rows, 0.7)).toEqual({ share: 0.5, accuracy: 0.5 });
});

test("a model that is as right as it is sure has no calibration error", () => {
  const sure = Array.from({ length: 100 }, (_, i) => ({ confidence: 0.8, right: i % 5 !== 0 }));
  expect(calibrationError(sure)).toBeCloseTo(0);
  expect(calibrationError(sure.map((point) => ({ ...point, confidence: 1 })))).toBeCloseTo(0.2);
});

test("complexity is scored only on rows whose label was read off the prompt", () => {
  const rows = [scored(0, 1, 0, 0, 2), scored(0, 1, 0, 2, 2), scored(0, 1, 0, 1, 1), scored(0, 1, 0, 1, -1)];
  expect(complexityScores(rows)).toEqual({ n: 3, accuracy: 2 / 3, highCalledLow: 0.5, highRecall: 0.5 });
});

test("the interval of a share holds the share and narrows with rows", () => {
  const [low, high] = interval(0.7, 100);
  expect(low).toBeCloseTo(0.604, 2);
  expect(high).toBeCloseTo(0.781, 2);
});

test("edits change what they name and nothing else, the same way for the same seed", () => {
  const text = "Write a short poem. Use the word Sea.";
  const edit = (name: string) => EDITS[name]!(text, seededRandom(3));
  expect(edit("lower case")).toBe(text.toLowerCase());
  expect(edit("no final punctuation")).toBe(text.slice(0, -1));
  expect(edit("doubled white space")).toBe("Write  a  short  poem.  Use  the  word  Sea.");
  expect(edit("please and thanks")).toContain(text);
  expect(edit("one typo a sentence")).not.toBe(text);
  expect(edit("one typo a sentence")).toBe(edit("one typo a sentence"));
});

test("rows that differ in case, space or a late word are one group, in one fold", () => {
  const row = (prompt: string) => ({ prompt }) as Row;
  const long = "tell me a story about a ship ".repeat(5);
  expect(groupKeys(row("Hello   there"))).toEqual(groupKeys(row("hello there")));
  expect(groupKeys(row(`${long} one`))).toEqual(groupKeys(row(`${long} two`)));
  expect(foldOf("hello there", 5)).toBe(foldOf("hello there", 5));
});
