/** The one source of time, so that tests can set it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Monotonic milliseconds, for durations. */
  elapsed(): number;
}

export const systemClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };

/** RFC 3339 UTC with milliseconds. */
export const toTimestamp = (ms: number): string => new Date(ms).toISOString();
