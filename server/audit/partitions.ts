import type { Queryable } from "@/db/client";
import type { Clock } from "@/server/platform/clock";
import { log } from "@/server/platform/log";

const DAY_MS = 86_400_000;
/** This month and the two after it, so that a month without a restart or a cron run still has its partition. */
const MONTHS_AHEAD = 3;

/** Returns what to call after a write: once a day it sees to the coming months' partitions, beside the requests. */
export function ensurePartitions(db: Queryable, clock: Clock): () => void {
  let day = Math.floor(clock.now() / DAY_MS); // the migration has just made them
  return () => {
    const today = Math.floor(clock.now() / DAY_MS);
    if (today === day) return;
    day = today;
    db.query("select ensure_decision_partitions($1, $2)", [
      new Date(clock.now()).toISOString(),
      MONTHS_AHEAD,
    ]).catch((error: unknown) => log.warn({ err: error }, "the coming months' partitions were not made"));
  };
}
