/**
 * The router core's own words. Nothing in `server/router` imports from outside it: the catalog, the gateway
 * and the records conform to these types, not the other way round. Money is integer nano-dollars, time is
 * milliseconds or RFC 3339 UTC, and `null` always means "unknown", never zero.
 */

export const TASKS = [
  "code",
  "math",
  "reasoning",
  "analysis",
  "knowledge",
  "summarization",
  "extraction",
  "classification",
  "writing",
  "rewriting",
  "translation",
  "brainstorming",
  "chat",
  "tool_use",
] as const;
export type Task = (typeof TASKS)[number];

export const COMPLEXITY_LEVELS = ["low", "medium", "high"] as const;
export type ComplexityLevel = (typeof COMPLEXITY_LEVELS)[number];

export const OBJECTIVES = ["quality", "balanced", "cost", "latency"] as const;
export type Objective = (typeof OBJECTIVES)[number];

/**
 * What a candidate of unknown quality may do; it ranks after every known one in any case. `last-resort`: win where no
 * known candidate is eligible, and follow as a fallback after all known ones, if the list has room. `allow`: as before,
 * and the list keeps its last place for one. `never`: nothing, unless pinned.
 */
export const UNKNOWN_QUALITY_RULES = ["last-resort", "allow", "never"] as const;
export type UnknownQuality = (typeof UNKNOWN_QUALITY_RULES)[number];

/** How a model is served: with its reasoning switched on, or without. A model that cannot think has only "standard". */
export type Mode = "standard" | "thinking";

export const CAPABILITIES = ["tools", "structuredOutput", "vision", "audio", "file"] as const;
export type Capability = (typeof CAPABILITIES)[number];

// ---------------------------------------------------------------------------------------------- the request

/** What the classifier reads of a chat request; the gateway builds it from the parsed body. */
export interface ClassifierInput {
  messages: ChatMessage[];
  tools: { name: string; description: string }[];
  /** `response_format.type`, or null when the request states none. */
  responseFormat: "text" | "json_object" | "json_schema" | null;
  /** `max_completion_tokens` or `max_tokens`, null when the request states none. */
  maxOutputTokens: number | null;
  /** What the request itself says about thinking (`reasoning_effort`, `enable_thinking` …), null when silent. */
  thinking: boolean | null;
}

export interface ChatMessage {
  role: "system" | "developer" | "user" | "assistant" | "tool" | "function";
  /** All text parts joined by a line break. */
  text: string;
  /** Kinds of the non-text parts, in order. */
  parts: ("image" | "audio" | "file")[];
  /** True for an assistant message that carries tool calls. */
  hasToolCalls: boolean;
}

/** Quantised facts of a request: everything the router reads of it besides the task profile. No prompt text. */
export interface Features {
  /** Estimated prompt tokens (text by characters and script, a flat share for each image), quantised. */
  inputTokens: number;
  maxOutputTokens: number | null;
  messageCount: number;
  userTurns: number;
  hasSystem: boolean;
  /** ISO 639-1 of the last user turn, "und" when undecided. */
  language: string;
  toolCount: number;
  /** The last message is a tool result: the model is in the middle of a tool loop. */
  inToolLoop: boolean;
  needs: Record<Capability, boolean>;
  thinking: boolean | null;
}

/** What the request is, as probabilities, quantised to 1/1000 and summing to one. */
export interface TaskProfile {
  tasks: Record<Task, number>;
  complexity: Record<ComplexityLevel, number>;
  /** Expected output tokens for a model with output factor 1, quantised. */
  outputTokens: number;
  /** Version (content hash) of the classifier that said so, or "none" when it was missing or failed. */
  classifier: string;
  /** True when no classifier could be asked: the profile is then uniform and the decision is flagged degraded. */
  degraded: boolean;
}

export interface RequestFacts {
  features: Features;
  profile: TaskProfile;
}

// ---------------------------------------------------------------------------------------------- the snapshot

/** A fitted ability on the common logit scale of its task, from the model's own independent rows only. */
export interface Ability {
  value: number;
  standardError: number;
  /** Ids of the evidence rows under it; their weighted mean under the board parameters is `value`. */
  rows: string[];
}

export interface Price {
  /** Id of the dated price row: every record names the row it was settled with. */
  id: string;
  inputNanoUsdPerMTok: number;
  outputNanoUsdPerMTok: number;
  cachedInputNanoUsdPerMTok: number | null;
}

export interface Latency {
  firstTokenMs: number;
  tokensPerSecond: number;
  source: "catalog" | "live" | "stated";
}

/** The weights, whoever serves them. */
export interface ModelFacts {
  id: string;
  displayName: string;
  /** False for a custom model that an operator named without a catalog id. */
  inCatalog: boolean;
  /** Whether the model has a thinking switch, and where it stands when the request says nothing. */
  thinks: "always" | "by-default" | "on-request" | "never";
  /** Output tokens relative to the reference, thinking included, per mode; null is unknown. */
  outputFactor: Partial<Record<Mode, number | null>>;
  /** Ability per task and mode. A missing entry is unknown: never inherited, never guessed. */
  abilities: Partial<Record<Task, Partial<Record<Mode, Ability>>>>;
}

/** One provider's way to serve one model. Its facts override its model's; the operator's own override both. */
export interface Offer {
  /** `org/model@provider`, unique in a snapshot (a second build of the same model there has a suffix `#build`). */
  id: string;
  model: string;
  provider: string;
  capabilities: Record<Capability, boolean | null>;
  contextTokens: number | null;
  maxOutputTokens: number | null;
  price: Price | null;
  latency: Latency | null;
  /** False when this build is not the evaluated checkpoint: its quality is then unknown. */
  evidenceApplies: boolean;
  /** Answers are simulated text (the sandbox). */
  simulated: boolean;
  /** Operator's preference among offers of equal score, cost and latency; lower is first. */
  priority: number;
}

/** Weights of an objective: points of predicted success that a tenfold price or latency is worth. */
export interface ObjectiveWeights {
  lambda: number;
  mu: number;
}

/** Every constant the core uses. Part of the snapshot, so that a stored decision replays under its own values. */
export interface RouterConstants {
  /** Slope a of p = σ(a · (ability − δ)). */
  slope: number;
  /** Difficulty δ per complexity level, on the ability scale. */
  difficulty: Record<ComplexityLevel, number>;
  objectives: Record<Objective, ObjectiveWeights>;
  /** Cost floor c0 and reference cRef, nano-dollars. */
  costFloorNanoUsd: number;
  costReferenceNanoUsd: number;
  /** Latency floor t0 and reference tRef, ms. */
  latencyFloorMs: number;
  latencyReferenceMs: number;
  /** Charged when a price is unknown: the 95th percentile of the catalog's list prices, input and output apart. */
  unknownPrice: { inputNanoUsdPerMTok: number; outputNanoUsdPerMTok: number };
  /** Charged when a latency is unknown. Stated, not measured. */
  unknownLatency: { firstTokenMs: number; tokensPerSecond: number };
  /** Charged when an output factor is unknown. Stated, not measured. */
  unknownOutputFactor: Record<Mode, number>;
  /** Least output tokens expected of an answer in thinking mode: reasoning is long even where the answer is one word. */
  thinkingTokensMin: number;
  /** Probability above which the most probable task is "decided". */
  decidedConfidence: number;
  /** The mixture keeps the smallest set of tasks with at least this mass. */
  mixtureMass: number;
  /** Most fallbacks that a decision lists. */
  fallbackLimit: number;
}

/** Everything a decision is made from besides the request, the policy and live health; content-hashed. */
export interface Snapshot {
  /** `snap_` + SHA-256 (hex, 32 digits) of the canonical content. */
  id: string;
  models: Record<string, ModelFacts>;
  offers: Offer[];
  constants: RouterConstants;
}

// ---------------------------------------------------------------------------------------------- the policy

export interface Pin {
  /** A catalog or custom model id. */
  model: string;
  /** Set for an offer pin: this provider (with `#build` for a further build there) and no other. */
  provider: string | null;
}

export interface Constraints {
  maxCostNanoUsd: number | null;
  maxLatencyMs: number | null;
  /** Least predicted success, 0 to 100. */
  minQuality: number | null;
}

/** One level of policy (team, or key): what its owner set. `null` leaves the value to the level below. */
export interface PolicyLevel {
  objective: Objective | null;
  weights: ObjectiveWeights | null;
  constraints: Constraints;
  unknownQuality: UnknownQuality | null;
  /** Model ids or `org/*` patterns; null allows every model. Allow-lists intersect, exclusions add. */
  allowModels: string[] | null;
  excludeModels: string[];
  allowProviders: string[] | null;
  fallback: boolean | null;
  pin: Pin | null;
  /** True when a request or a lower level may not replace the pin or the objective. */
  locked: boolean;
  taskPins: Partial<Record<Task, Pin>>;
}

/** What the request itself asks for: `model`, `routing`, and the `x-fairlead-*` headers. */
export interface RequestOptions {
  /** The `model` as sent. */
  requestedModel: string;
  pin: Pin | null;
  objective: Objective | null;
  constraints: Constraints;
  allowModels: string[] | null;
  excludeModels: string[];
  allowProviders: string[] | null;
  unknownQuality: UnknownQuality | null;
  fallback: boolean | null;
}

/** The levels that hold for one request, most general first. The core merges them: stricter wins. */
export interface Policy {
  /** Version of the stored policy (`pol_…` or "default"), as the record names it. */
  version: string;
  team: PolicyLevel;
  key: PolicyLevel;
}

// ---------------------------------------------------------------------------------------------- live inputs

/** Live state of offers, keyed by offer id; an absent offer is healthy with the catalog's latency. */
export interface Health {
  version: string;
  offers: Record<string, { openUntil: string | null; latency: Latency | null }>;
}

/** The offer that served this conversation before, and the prompt tokens its cache would save. */
export interface Incumbent {
  offer: string;
  cachedTokens: number;
}

export interface RouteContext {
  snapshot: Snapshot;
  policy: Policy;
  options: RequestOptions;
  health: Health;
  incumbent: Incumbent | null;
  /** RFC 3339 UTC. */
  now: string;
}

// ---------------------------------------------------------------------------------------------- the outcome

export interface ScoreTerms {
  /** 100 · predicted success, in points; null when unknown. */
  success: number | null;
  /** −λ·log10(…), in points. */
  cost: number;
  /** −μ·log10(…), in points. */
  latency: number;
  /** What moving the conversation here would lose, in points (≤ 0). */
  switching: number;
}

export interface Score {
  state: "known" | "unknown";
  /** Sum of the terms, rounded to 1e-6; null when unknown. */
  value: number | null;
  /** 95 % interval of the value from the ability's standard error; null when unknown. */
  interval: [number, number] | null;
  terms: ScoreTerms;
}

export interface Candidate {
  offer: string;
  model: string;
  provider: string;
  mode: Mode;
  score: Score;
  /** Expected money for this request in nano-dollars and time in ms; the flag says a pessimistic constant was charged. */
  expected: { costNanoUsd: number; costUnknown: boolean; latencyMs: number; latencyUnknown: boolean };
}

/**
 * In the order they are applied: an offer carries the first that removed it. Two look at what the others left: an
 * unknown capability is refused only while another offer states it, and `pin` removes what was eligible when the
 * pinned model itself cannot serve.
 */
export const EXCLUSION_RULES = [
  "scope",
  "provider",
  "capability",
  "context",
  "price-ceiling",
  "latency-ceiling",
  "min-quality",
  "unknown-quality",
  "health",
  "budget",
  "pin",
] as const;
export type ExclusionRule = (typeof EXCLUSION_RULES)[number];

/** An offer that may not serve, with the one rule that removed it and the value that met the limit. */
export interface Exclusion {
  offer: string;
  model: string;
  provider: string;
  rule: ExclusionRule;
  value: string | number | boolean | null;
  limit: string | number | boolean | null;
}

export const REASON_CODES = [
  "best_score",
  "tie",
  "only_candidate",
  "unknown_only",
  "pinned",
  "incumbent",
  "no_candidate",
  "model_not_found",
  "out_of_scope",
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** What the core decides: pure data, equal for equal inputs. Attempts, money spent and state are added by the gateway. */
export interface Plan {
  objective: Objective;
  weights: ObjectiveWeights;
  task: { name: Task; decided: boolean; confidence: number; alternatives: { name: Task; p: number }[] };
  complexity: { level: ComplexityLevel; p: Record<ComplexityLevel, number> };
  /** Ranked: known by score, then unknown by price and id. */
  candidates: Candidate[];
  exclusions: Exclusion[];
  winner: Candidate | null;
  /** Offer ids in the order they would be tried; empty when fallback is off. */
  fallbacks: string[];
  /** Points between the winner and the next known candidate of another model; null when there is none. */
  margin: number | null;
  /** Where the pin came from, null when the choice was free. */
  pin: {
    model: string;
    provider: string | null;
    source: "policy" | "request" | "key-task" | "key" | "team-task" | "team";
  } | null;
  /** Capabilities whose support no eligible offer states as true, so that "unknown" had to do. */
  assumedCapabilities: Capability[];
  reason: { code: ReasonCode; sentence: string };
  flags: { pinned: boolean; degraded: boolean; simulated: boolean };
}
