import { toTimestamp } from "@/server/platform/clock";
import type { Snapshot } from "@/server/router/types";
import type { Attempt, AttemptOutcome, Cost, Usage } from "../decision";
import { offerAt, refOf, type OfferRef } from "./offer-ref";

export type StoredUsage = [
  input: number | null,
  output: number | null,
  cachedInput: number | null,
  cacheWrite: number | null,
  reasoning: number | null,
  total: number | null,
  estimated: 0 | 1,
];
export type StoredCost = [value: number | null, priceRow: string | null];

/** An attempt; its start is in ms after the decision's creation, its times are in hundredths of a millisecond. */
export type StoredAttempt = [
  id: string,
  offer: OfferRef,
  startedMs: number,
  outcome: AttemptOutcome,
  status: number | null,
  reportedModel: string | null,
  headMs: number | null,
  firstOutputMs: number | null,
  totalMs: number,
  usage: StoredUsage | null,
  cost: StoredCost,
  error: string | null,
];

const hundredths = (ms: number): number => Math.round(ms * 100) / 100;

export const packUsage = (u: Usage | null): StoredUsage | null =>
  u && [
    u.inputTokens,
    u.outputTokens,
    u.cachedInputTokens,
    u.cacheWriteTokens,
    u.reasoningTokens,
    u.totalTokens,
    u.estimated ? 1 : 0,
  ];

export function unpackUsage(stored: StoredUsage | null): Usage | null {
  if (!stored) return null;
  const [
    inputTokens,
    outputTokens,
    cachedInputTokens,
    cacheWriteTokens,
    reasoningTokens,
    totalTokens,
    estimated,
  ] = stored;
  return {
    inputTokens,
    outputTokens,
    cachedInputTokens,
    cacheWriteTokens,
    reasoningTokens,
    totalTokens,
    estimated: estimated === 1,
  };
}

export const packCost = (cost: Cost): StoredCost => [
  cost.value === null ? null : Math.round(cost.value),
  cost.priceRow,
];
export const unpackCost = ([value, priceRow]: StoredCost): Cost => ({ value, currency: "USD", priceRow });

export function packAttempt(attempt: Attempt, snapshot: Snapshot, createdAtMs: number): StoredAttempt {
  const { headMs, firstOutputMs, totalMs } = attempt.timings;
  return [
    attempt.id,
    refOf(snapshot, attempt.offer),
    Date.parse(attempt.startedAt) - createdAtMs,
    attempt.outcome,
    attempt.status,
    attempt.reportedModel,
    headMs === null ? null : hundredths(headMs),
    firstOutputMs === null ? null : hundredths(firstOutputMs),
    hundredths(totalMs),
    packUsage(attempt.usage),
    packCost(attempt.cost),
    attempt.error,
  ];
}

export function unpackAttempt(stored: StoredAttempt, snapshot: Snapshot, createdAtMs: number): Attempt {
  const [
    id,
    offer,
    startedMs,
    outcome,
    status,
    reportedModel,
    headMs,
    firstOutputMs,
    totalMs,
    usage,
    cost,
    error,
  ] = stored;
  return {
    id,
    offer: offerAt(snapshot, offer).id,
    startedAt: toTimestamp(createdAtMs + startedMs),
    outcome,
    status,
    reportedModel,
    timings: { headMs, firstOutputMs, totalMs },
    usage: unpackUsage(usage),
    cost: unpackCost(cost),
    error,
  };
}
