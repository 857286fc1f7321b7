import pino from "pino";

/** JSON lines on stdout. Only the fields named at the call are written; secrets and prompts never are. */
export const log = pino({
  level: process.env.FAIRLEAD_LOG_LEVEL ?? "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ["authorization", "apiKey", "*.authorization", "*.apiKey", "headers"],
    censor: "[redacted]",
  },
});
