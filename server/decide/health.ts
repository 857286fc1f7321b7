import type { Health } from "@/server/router/types";

/** Nothing observed: every offer counts as healthy, at the catalog's latency. */
export const noHealth: Health = { version: "none", offers: {} };
