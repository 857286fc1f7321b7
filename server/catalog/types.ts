import type { Ability, Mode, ModelFacts, RouterConstants, Task } from "@/server/router/types";

/** The catalog's own words: what the files in `data/` hold. Unknown is `null` everywhere, never zero or "". */

export type Thinks = ModelFacts["thinks"];

/** Where a fact was read. Exactly one of repository, page and basis says it. */
export interface Source {
  id: string;
  /** `owner/name` of a public repository, with the path and commit that were read. */
  repository: string | null;
  path: string | null;
  commit: string | null;
  page: string | null;
  /** True when the page was read through a copy or at second hand. */
  secondHand: boolean;
  /** Set when the fact follows from the model's own name or definition and needs no page. */
  basis: string | null;
}

export const DERIVATIONS = ["none", "finetune", "distill", "quantization", "merge"] as const;
export const COMMERCIAL_USES = ["yes", "conditional", "no", "unread"] as const;

export interface CatalogModel {
  id: string;
  name: string;
  organisation: string;
  released: string | null;
  totalParametersB: number | null;
  activeParametersB: number | null;
  architecture: string | null;
  /** Advertised length; how much of it works is what long-document evidence shows. */
  contextTokens: number | null;
  maxOutputTokens: number | null;
  licence: { name: string | null; spdx: string | null; commercialUse: (typeof COMMERCIAL_USES)[number] };
  input: string[];
  output: string[];
  tools: boolean | null;
  structuredOutput: boolean | null;
  reasoning: boolean | null;
  vision: boolean | null;
  derivation: (typeof DERIVATIONS)[number];
  derivedFrom: string | null;
  parents: string[];
  teacher: string | null;
  precision: string | null;
  knowledgeCutoff: string | null;
  thinks: Thinks;
  outputFactor: Partial<Record<Mode, number | null>>;
  /** Source id per field. */
  sources: Record<string, string>;
}

export const EVIDENCE_TASKS = [
  "code",
  "math",
  "reasoning",
  "analysis",
  "knowledge",
  "instruction_following",
  "writing",
  "summarization",
  "extraction",
  "tool_use",
  "translation",
  "chat",
  "classification",
  "long_context",
] as const;
export type EvidenceTask = (typeof EVIDENCE_TASKS)[number];

export const UNITS = [
  "percent",
  "score_0_1",
  "score_0_100",
  "rating_0_10",
  "elo",
  "index",
  "thurstone",
  "rank",
] as const;
export type Unit = (typeof UNITS)[number];

export const RELATIONS = ["third_party", "competitor", "vendor"] as const;
export const EVIDENCE_MATCHES = ["exact", "precision_differs", "version_unclear"] as const;

/** One measured number: who measured which model on what, when, and where it was read. */
export interface EvidenceRow {
  id: string;
  model: string;
  task: EvidenceTask;
  facet: string | null;
  benchmark: string;
  version: string | null;
  metric: string;
  value: number;
  unit: Unit;
  higherIsBetter: boolean;
  /** 95 % interval as the board states it. */
  low: number | null;
  high: number | null;
  items: number | null;
  /** Percentage of the items that the model answered at all, where the board scores only answers; null otherwise. */
  answered: number | null;
  evaluator: string;
  relation: (typeof RELATIONS)[number];
  /** True when the evaluator is not the model's maker; a rival maker counts as independent here, but never in the fit. */
  independent: boolean;
  match: (typeof EVIDENCE_MATCHES)[number];
  variant: string | null;
  /** The model's name on the board. */
  label: string | null;
  date: string;
  /** A mean that was computed from the board's raw columns. */
  derived: boolean;
  /** Measures something next to its task. */
  proxy: boolean;
  source: string;
}

export const OFFER_MATCHES = ["exact", "precision_differs", "alias_unclear"] as const;
export const OFFER_STATUSES = ["listed", "unconfirmed", "deprecated", "beta", "retired"] as const;

export interface CatalogOffer {
  /** `org/model@provider`, with `#build` for a further build at the same provider. */
  id: string;
  provider: string;
  upstreamModel: string;
  model: string;
  match: (typeof OFFER_MATCHES)[number];
  precision: string | null;
  contextTokens: number | null;
  maxOutputTokens: number | null;
  tools: boolean | null;
  structuredOutput: boolean | null;
  status: (typeof OFFER_STATUSES)[number];
  /** True when lists disagree about its price by more than 5 %. */
  priceConflict: boolean;
  /** Id of the price row in force. */
  price: string;
}

/** A dated price as one list states it; rows are added, never edited. */
export interface PriceRow {
  id: string;
  offer: string;
  inputNanoUsdPerMTok: number;
  outputNanoUsdPerMTok: number;
  cachedInputNanoUsdPerMTok: number | null;
  /** Null when the list does not say when it was checked. */
  date: string | null;
  source: string;
}

export interface CatalogProvider {
  id: string;
  name: string;
  kind: string;
  baseUrl: string | null;
  otherBaseUrls: string[];
  /** Environment variables that hold its key, conventional name first. */
  keyVariables: string[];
  extraVariables: string[];
  docs: string | null;
  /** Areas in which it departs from the OpenAI wire format. */
  differs: string[];
  sources: string[];
}

export interface LatencyRow {
  provider: string;
  model: string;
  metric: string;
  value: number;
  unit: "seconds" | "tokens_per_s";
  date: string | null;
  measuredBy: string;
  conditions: string | null;
  source: string;
}

/** How a board's value becomes a number on an unbounded scale. */
export type LinkKind = "logit" | "elo" | "linear";

/**
 * A board as fitted for one router task: link(x) = slope · ability − difficulty. The parameters are what turns a
 * value into an estimate, so that every stored ability can be recomputed from its rows.
 */
export interface Board {
  /** `task|benchmark|version|metric|variant`. */
  id: string;
  task: Task;
  family: string;
  benchmark: string;
  version: string | null;
  metric: string;
  variant: string | null;
  link: LinkKind;
  /** Share of the scale that guessing reaches. */
  chance: number;
  /** How much of what it measures is the task, from the task table. */
  validity: number;
  /** Items assumed when a row states none. */
  defaultItems: number;
  slope: number;
  difficulty: number;
  /** Standard error of the difficulty: wide for a board on which few linked models were measured. */
  difficultyError: number;
  /** How far rows of this board stray from the task's ability beyond sampling, what it measures besides included. */
  scatter: number;
  /** Model × mode pairs of ours on it. */
  models: number;
}

/** One evidence row under an ability, with what it says and how much it counts. */
export interface AbilityRow {
  evidence: string;
  board: string;
  estimate: number;
  weight: number;
}

export interface StoredAbility extends Omit<Ability, "rows"> {
  task: Task;
  model: string;
  mode: Mode;
  /** The population of the task as one more row in the mean. */
  prior: { estimate: number; weight: number };
  rows: AbilityRow[];
}

/** Constants that are computed from the data; the chosen ones are in `constants.ts`. */
export interface DerivedConstants {
  unknownPrice: RouterConstants["unknownPrice"];
}

export interface Catalog {
  models: Record<string, CatalogModel>;
  evidence: Record<string, EvidenceRow>;
  offers: CatalogOffer[];
  prices: Record<string, PriceRow>;
  providers: Record<string, CatalogProvider>;
  latency: LatencyRow[];
  sources: Record<string, Source>;
  boards: Record<string, Board>;
  abilities: StoredAbility[];
  constants: RouterConstants;
}
