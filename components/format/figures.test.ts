import { expect, test } from "vitest";
import { formatCount, formatDuration, formatPercent, formatPoints, plural } from "./figures";

test.each([
  [0.42, "0.4 ms"],
  [84.4, "84 ms"],
  [1240, "1.24 s"],
  [12_340, "12.3 s"],
  [125_000, "2 min 5 s"],
])("%d ms reads as %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

test("points carry one digit and a real minus, and never a minus zero", () => {
  expect(formatPoints(83.25)).toBe("83.3");
  expect(formatPoints(-4.04)).toBe("−4.0");
  expect(formatPoints(-0.01)).toBe("0.0");
  expect(formatPoints(3.1, { signed: true })).toBe("+3.1");
});

test("a small or a large probability is not rounded to none or all", () => {
  expect(formatPercent(0.004)).toBe("< 1 %");
  expect(formatPercent(0.996)).toBe("> 99 %");
  expect(formatPercent(0)).toBe("0 %");
  expect(formatPercent(0.634)).toBe("63 %");
});

test("counts are grouped and agree with their noun", () => {
  expect(formatCount(1234567)).toBe("1\u202f234\u202f567");
  expect(plural(1, "attempt")).toBe("1 attempt");
  expect(plural(2, "attempt")).toBe("2 attempts");
});
