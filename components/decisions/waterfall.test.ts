import { expect, test } from "vitest";
import type { Attempt } from "@/server/audit/decision";
import { waterfallOf } from "./waterfall";

const attempt = (startedAt: string, timings: Attempt["timings"]): Attempt => ({
  id: "att_1",
  offer: "a/b@c",
  startedAt,
  outcome: "served",
  status: 200,
  reportedModel: null,
  timings,
  usage: null,
  cost: { value: null, currency: "USD", priceRow: null },
  error: null,
});

test("attempts share one axis that starts when the request came in", () => {
  const { lanes, totalMs, ticks } = waterfallOf({
    createdAt: "2026-11-22T10:00:00.000Z",
    attempts: [
      attempt("2026-11-22T10:00:00.010Z", { headMs: null, firstOutputMs: null, totalMs: 390 }),
      attempt("2026-11-22T10:00:00.400Z", { headMs: 100, firstOutputMs: 150, totalMs: 600 }),
    ],
  });
  expect(
    lanes.map(({ startMs, headMs, firstOutputMs, endMs }) => [startMs, headMs, firstOutputMs, endMs]),
  ).toEqual([
    [10, null, null, 400],
    [400, 500, 550, 1000],
  ]);
  expect(totalMs).toBe(1000);
  expect(ticks).toEqual([0, 200, 400, 600, 800, 1000]);
});

test("a clock that stepped back never draws an attempt before its request", () => {
  const { lanes } = waterfallOf({
    createdAt: "2026-11-22T10:00:00.100Z",
    attempts: [attempt("2026-11-22T10:00:00.000Z", { headMs: 1, firstOutputMs: 2, totalMs: 3 })],
  });
  expect(lanes[0]?.startMs).toBe(0);
});

test("ticks stay between three and six whatever the length", () => {
  for (const totalMs of [1, 3, 7, 18, 42, 99, 130, 950, 4_700, 61_000, 300_000]) {
    const { ticks } = waterfallOf({
      createdAt: "2026-11-22T10:00:00.000Z",
      attempts: [attempt("2026-11-22T10:00:00.000Z", { headMs: 1, firstOutputMs: 1, totalMs })],
    });
    expect(ticks.length, `${totalMs} ms`).toBeGreaterThanOrEqual(3);
    expect(ticks.length, `${totalMs} ms`).toBeLessThanOrEqual(6);
  }
});
