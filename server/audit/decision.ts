import type { Candidate, Exclusion, Features, Objective, Plan, TaskProfile } from "@/server/router/types";

export const DECISION_STATES = [
  "open",
  "served",
  "truncated",
  "failed",
  "cancelled",
  "refused",
  "interrupted",
] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

export const ATTEMPT_OUTCOMES = [
  "served",
  "truncated",
  "rate-limited",
  "upstream-5xx",
  "upstream-rejected",
  "timeout",
  "connect-failed",
  "reset",
  "empty",
  "malformed",
  "stream-error",
  "cancelled",
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Tokens as the provider reported them; `estimated` marks our own count where it reported none. Null is unknown. */
export interface Usage {
  inputTokens: number | null;
  outputTokens: number | null;
  cachedInputTokens: number | null;
  cacheWriteTokens: number | null;
  reasoningTokens: number | null;
  totalTokens: number | null;
  estimated: boolean;
}

/** Integer nano-dollars; null when the price or the usage is unknown. */
export interface Cost {
  value: number | null;
  currency: "USD";
  priceRow: string | null;
}

export interface Attempt {
  id: string;
  offer: string;
  startedAt: string;
  outcome: AttemptOutcome;
  /** HTTP status of the upstream; null when it sent none. */
  status: number | null;
  /** `model` as the upstream reported it. */
  reportedModel: string | null;
  /** Milliseconds from the attempt's start; null when it did not get that far. */
  timings: { headMs: number | null; firstOutputMs: number | null; totalMs: number };
  usage: Usage | null;
  cost: Cost;
  /** Why it failed, in one line without secrets; null when it served. */
  error: string | null;
}

/** The record: one shape for every outcome, in `/v1/route`, `/v1/decisions/{id}`, the console and exports. */
export interface Decision {
  id: string;
  createdAt: string;
  state: DecisionState;
  flags: { fellBack: boolean; pinned: boolean; degraded: boolean; simulated: boolean; deferred: boolean };
  requestedModel: string;
  objective: Objective;
  /** What a tenfold price (λ) and a tenfold latency (µ) were worth, in points: the objective's own, or a team's. */
  weights: Plan["weights"];
  task: Plan["task"];
  complexity: Plan["complexity"];
  winner: { model: string; provider: string; offer: string } | null;
  candidates: Candidate[];
  exclusions: Exclusion[];
  fallbacks: string[];
  margin: number | null;
  reason: Plan["reason"];
  /** Needed capabilities that no eligible offer states, so that support was assumed. */
  assumedCapabilities: Plan["assumedCapabilities"];
  attempts: Attempt[];
  usage: Usage | null;
  cost: Cost;
  features: Features;
  profile: TaskProfile;
  pin: Plan["pin"];
  versions: { router: string; classifier: string; snapshot: string; policy: string; health: string };
}
