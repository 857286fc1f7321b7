import { expect, test } from "vitest";
import { addedBy, cpuUs, errorCount, latencyP50, ratioOf, valueOf } from "./figures";
import { isMet } from "./goals";
import type { Measured, Rounds } from "./rounds";
import { Samples, spread } from "./statistics";

const quantiles = (p50: number) => ({ count: 1, p50, p90: p50, p99: p50, max: p50 });

function slot(p50: number, cpuUsPerRequest: number | null, errors: Record<string, number> = {}): Measured {
  return {
    answered: 1,
    seconds: 1,
    latency: quantiles(p50),
    firstToken: quantiles(p50),
    errors,
    cpuUsPerRequest,
    rssBytes: 1,
  };
}

test("ratios and differences are taken inside a round, so a slow round does not distort them", () => {
  const rounds: Rounds = [
    { direct: slot(1, 10), gateway: slot(2, 20) },
    { direct: slot(10, 100), gateway: slot(11, 300) },
    { direct: slot(1, 10), gateway: slot(2, 20) },
  ];
  expect(addedBy(rounds, { of: "gateway", to: "direct", metric: latencyP50 })).toEqual({
    median: 1,
    min: 1,
    max: 1,
  });
  expect(ratioOf(rounds, { of: "gateway", to: "direct", metric: cpuUs })).toEqual({
    median: 2,
    min: 2,
    max: 3,
  });
  expect(valueOf(rounds, "gateway", latencyP50)).toEqual({ median: 2, min: 2, max: 11 });
});

test("what was not measured has no figure, and a goal without a figure is not met", () => {
  const rounds: Rounds = [{ direct: slot(1, null) }];
  expect(addedBy(rounds, { of: "gateway", to: "direct", metric: latencyP50 })).toBeNull();
  expect(valueOf(rounds, "direct", cpuUs)).toBeNull();
  expect(isMet({ what: "", unit: "", figure: null, limit: 1 })).toBe(false);
});

test("every error of every target in every round counts", () => {
  expect(
    errorCount([{ a: slot(1, 1, { timeout: 2 }), b: slot(1, 1, { closed: 1 }) }, { a: slot(1, 1) }]),
  ).toBe(3);
});

test("quantiles are nearest-rank, and the median of an even number is the middle of two", () => {
  const samples = new Samples();
  for (let value = 5000; value >= 1; value--) samples.add(value);
  expect(samples.summary()).toEqual({ count: 5000, p50: 2500, p90: 4500, p99: 4950, max: 5000 });
  expect(new Samples().summary().p50).toBeNull();
  expect(spread([4, null, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
});
