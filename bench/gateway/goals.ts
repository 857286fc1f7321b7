import { addedBy, cpuUs, errorCount, firstTokenP50, latencyP50, latencyP99, ratioOf } from "./figures";
import type { Run } from "./run";
import type { Spread } from "./statistics";

export interface Goal {
  what: string;
  unit: string;
  figure: Spread | null;
  /** The median must not be above it. */
  limit: number;
}

const single = (value: number | null): Spread | null =>
  value === null ? null : { median: value, min: value, max: value };

function routingGoals({ rounds }: Run): Goal[] {
  return [
    {
      what: "fast door, `auto`, no records: CPU ÷ bare undici pass-through",
      unit: "×",
      figure: ratioOf(rounds.c32, { of: "fast auto", to: "floor", metric: cpuUs }),
      limit: 6,
    },
    {
      what: "fast door, `auto`, no records: added p50, one connection",
      unit: "ms",
      figure: addedBy(rounds.c1, { of: "fast auto", to: "direct", metric: latencyP50 }),
      limit: 0.5,
    },
    {
      what: "fast door, `auto`, no records: added p99, one connection",
      unit: "ms",
      figure: addedBy(rounds.c1, { of: "fast auto", to: "direct", metric: latencyP99 }),
      limit: 2,
    },
  ];
}

function recordGoals({ rounds, commit }: Run): Goal[] {
  const routing = addedBy(rounds.c1, { of: "fast auto", to: "direct", metric: latencyP50 });
  const allowed = routing && commit.p50 !== null ? routing.median + commit.p50 + 1 : 0;
  return [
    {
      what: "recorded in PostgreSQL: added p50, one connection (limit: routing overhead + one commit + 1 ms)",
      unit: "ms",
      figure: addedBy(rounds.c1, { of: "fast auto, PostgreSQL", to: "direct", metric: latencyP50 }),
      limit: allowed,
    },
    {
      what: "recorded in PostgreSQL: gateway CPU ÷ bare undici pass-through, 32 connections",
      unit: "×",
      figure: ratioOf(rounds.c32, { of: "fast auto, PostgreSQL", to: "floor", metric: cpuUs }),
      limit: 12,
    },
  ];
}

function streamGoals({ rounds }: Run): Goal[] {
  const of = (name: "stream16" | "stream128", count: number): Goal[] => [
    {
      what: `fast door, ${count} streams: added first-token p50`,
      unit: "ms",
      figure: addedBy(rounds[name], { of: "fast auto", to: "direct", metric: firstTokenP50 }),
      limit: 1,
    },
    {
      what: `fast door, ${count} streams: CPU ÷ bare undici pass-through`,
      unit: "×",
      figure: ratioOf(rounds[name], { of: "fast auto", to: "floor", metric: cpuUs }),
      limit: 2,
    },
  ];
  return [...of("stream16", 16), ...of("stream128", 128)];
}

function otherGoals({ rounds, departures, memory }: Run): Goal[] {
  return [
    {
      what: "serverless door, `auto`, no records: CPU ÷ bare route handler",
      unit: "×",
      figure: ratioOf(rounds.c32, { of: "next auto", to: "bare route handler", metric: cpuUs }),
      limit: 1.2,
    },
    { what: "client leaves → upstream told", unit: "ms", figure: departures, limit: 50 },
    { what: "memory, idle, PGlite", unit: "MB", figure: single(memory.idlePglite), limit: 400 },
    { what: "memory, idle, PostgreSQL", unit: "MB", figure: single(memory.idlePostgres), limit: 250 },
    { what: "memory, 256 connections, above idle", unit: "MB", figure: single(memory.added256), limit: 100 },
    {
      what: "errors in any suite",
      unit: "",
      figure: single(Object.values(rounds).reduce((sum, suite) => sum + errorCount(suite), 0)),
      limit: 0,
    },
  ];
}

/** The project's goals beside what this run measured. */
export function goalsOf(run: Run): Goal[] {
  return [...routingGoals(run), ...recordGoals(run), ...streamGoals(run), ...otherGoals(run)];
}

/** A figure that was not measured is not a goal met. */
export const isMet = ({ figure, limit }: Goal): boolean => figure !== null && figure.median <= limit;
