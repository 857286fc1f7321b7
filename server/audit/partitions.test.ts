import { expect, test } from "vitest";
import type { Queryable } from "@/db/client";
import { systemClock } from "@/server/platform/clock";
import { ensurePartitions } from "./partitions";

const DAY_MS = 86_400_000;

function counting(fail = false) {
  const asked: unknown[][] = [];
  const query = (_text: string, params?: unknown[]) => {
    asked.push(params ?? []);
    return fail ? Promise.reject(new Error("away")) : Promise.resolve([]);
  };
  return { asked, db: { query } as unknown as Queryable };
}

test("a process that writes once still makes the coming months' partitions, and one that writes often does so daily", async () => {
  const { asked, db } = counting();
  let nowMs = Date.UTC(2026, 0, 31, 23);
  const afterWrite = ensurePartitions(db, { ...systemClock, now: () => nowMs });
  await afterWrite();
  expect(asked).toEqual([["2026-01-31T23:00:00.000Z", 3]]);
  await afterWrite();
  expect(asked).toHaveLength(1);
  nowMs += DAY_MS;
  await afterWrite();
  expect(asked).toHaveLength(2);
});

test("partitions that could not be made fail nobody's write", async () => {
  await expect(ensurePartitions(counting(true).db, systemClock)()).resolves.toBeUndefined();
});
