import type { RequestOptions } from "./types";

/** The options of a request that asks for nothing besides a `model`: everything is left to the policy. */
export const noOptions = (requestedModel: string): RequestOptions => ({
  requestedModel,
  pin: null,
  objective: null,
  constraints: { maxCostNanoUsd: null, maxLatencyMs: null, minQuality: null },
  allowModels: null,
  excludeModels: [],
  allowProviders: null,
  unknownQuality: null,
  fallback: null,
});
