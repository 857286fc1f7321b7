import type { Queryable } from "@/db/client";
import type { Clock } from "@/server/platform/clock";
import { log } from "@/server/platform/log";

const DAY_MS = 86_400_000;
/** This month and the two after it, so that a month without a restart or a cron run still has its partition. */
const MONTHS_AHEAD = 3;

/**
 * Returns what to call after a write: on a process's first call and then once a day it sees to the coming months'
 * partitions, beside the requests. The first counts too: a process that lives for one request still makes them.
 * What is returned resolves when they are made or could not be; it never rejects.
 */
export function ensurePartitions(db: Queryable, clock: Clock): () => Promise<void> {
  let day = -1;
  let making: Promise<void> = Promise.resolve();
  return () => {
    const today = Math.floor(clock.now() / DAY_MS);
    if (today === day) return making;
    day = today;
    making = db
      .query("select ensure_decision_partitions($1, $2)", [new Date(clock.now()).toISOString(), MONTHS_AHEAD])
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error }, "the coming months' partitions were not made"),
      );
    return making;
  };
}
