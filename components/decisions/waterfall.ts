import type { Attempt, AttemptOutcome, Decision } from "@/server/audit/decision";

export interface Lane {
  attempt: Attempt;
  /** Milliseconds from the request's arrival. */
  startMs: number;
  headMs: number | null;
  firstOutputMs: number | null;
  endMs: number;
}

export interface Waterfall {
  lanes: Lane[];
  /** Length of the one time axis. */
  totalMs: number;
  /** Round moments on the axis, from 0. */
  ticks: number[];
}

/** A round step (1, 2 or 5 times a power of ten) that gives three to six ticks. */
function tickStep(totalMs: number): number {
  const power = 10 ** Math.floor(Math.log10(totalMs));
  return [0.2, 0.5, 1, 2].map((factor) => factor * power).find((step) => totalMs / step <= 5) ?? power * 2;
}

/** All attempts on one axis that starts when the request came in. */
export function waterfallOf(decision: Pick<Decision, "createdAt" | "attempts">): Waterfall {
  const origin = Date.parse(decision.createdAt);
  const lanes = decision.attempts.map((attempt): Lane => {
    const startMs = Math.max(0, Date.parse(attempt.startedAt) - origin);
    const { headMs, firstOutputMs, totalMs } = attempt.timings;
    return {
      attempt,
      startMs,
      headMs: headMs === null ? null : startMs + headMs,
      firstOutputMs: firstOutputMs === null ? null : startMs + firstOutputMs,
      endMs: startMs + totalMs,
    };
  });
  const totalMs = Math.max(1, ...lanes.map((lane) => lane.endMs));
  const step = tickStep(totalMs);
  const ticks = Array.from({ length: Math.floor(totalMs / step) + 1 }, (_, index) => index * step);
  return { lanes, totalMs, ticks };
}

export const ATTEMPT_WORDS: Record<AttemptOutcome, string> = {
  served: "served",
  truncated: "truncated: broke off after its first output",
  "rate-limited": "rate limited by the provider",
  "upstream-5xx": "the provider failed",
  "upstream-rejected": "the provider rejected the request",
  timeout: "timed out",
  "connect-failed": "could not connect",
  reset: "connection lost",
  empty: "empty answer",
  malformed: "answer could not be read",
  "stream-error": "error inside the stream",
  cancelled: "cancelled: the caller left",
};
