import type { Measured, Rounds } from "./rounds";
import { spread, type Spread } from "./statistics";

export type Metric = (slot: Measured) => number | null;

export const latencyP50: Metric = (slot) => slot.latency.p50;
export const latencyP99: Metric = (slot) => slot.latency.p99;
export const firstTokenP50: Metric = (slot) => slot.firstToken.p50;
export const cpuUs: Metric = (slot) => slot.cpuUsPerRequest;
export const requestsPerSecond: Metric = (slot) => slot.answered / slot.seconds;
export const memoryMb: Metric = (slot) => slot.rssBytes / 2 ** 20;

/** A target's figure and another's in the same round. */
export interface Comparison {
  of: string;
  to: string;
  metric: Metric;
}

function pairs(rounds: Rounds, { of, to, metric }: Comparison): [number, number][] {
  return rounds.flatMap((round) => {
    const value = round[of] ? metric(round[of]) : null;
    const base = round[to] ? metric(round[to]) : null;
    return value === null || base === null ? [] : [[value, base] as [number, number]];
  });
}

export const valueOf = (rounds: Rounds, name: string, metric: Metric): Spread | null =>
  spread(rounds.map((round) => (round[name] ? metric(round[name]) : null)));

/** Both values from the same round, then the median of the ratios. */
export const ratioOf = (rounds: Rounds, comparison: Comparison): Spread | null =>
  spread(pairs(rounds, comparison).map(([value, base]) => (base === 0 ? null : value / base)));

/** What `of` adds to `to`, inside each round. */
export const addedBy = (rounds: Rounds, comparison: Comparison): Spread | null =>
  spread(pairs(rounds, comparison).map(([value, base]) => value - base));

export function errorCount(rounds: Rounds): number {
  const slots = rounds.flatMap((round) => Object.values(round));
  return slots.flatMap((slot) => Object.values(slot.errors)).reduce((sum, count) => sum + count, 0);
}
