import pino from "pino";
import { perProcess } from "./process";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Before the settings are read. A wrong value is theirs to name: it must not end the process here. */
const FIRST_LEVEL = LOG_LEVELS.find((level) => level === process.env.FAIRLEAD_LOG_LEVEL) ?? "info";

/**
 * JSON lines on stdout. Only the fields named at the call are written; secrets and prompts never are. One logger for
 * both bundles of a process, so that the level set from the settings (which `.env` may hold) is everybody's.
 */
export const log = perProcess("log", () =>
  pino({
    level: FIRST_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["authorization", "apiKey", "*.authorization", "*.apiKey", "headers"],
      censor: "[redacted]",
    },
  }),
);
