import type { ComplexityLevel, Objective, ReasonCode, Task } from "@/server/router/types";
import type { DecisionState } from "../decision";
import type { StoredAttempt, StoredCost, StoredUsage } from "./attempts";
import type { StoredPlan } from "./plan";
import type { StoredRequest } from "./request";

/** The JSON of a row: form number, the router's version, request and plan, then what happened. */
export interface StoredRecord extends StoredRequest, StoredPlan {
  v: 1;
  r: string;
  a: StoredAttempt[];
  u: StoredUsage | null;
  c: StoredCost;
  /** The requested model, where the column could not take it as it came. */
  rm?: string;
}

/** A row of `decisions`. Everything in it is plain data; `record` and `candidates` are packed. */
export interface DecisionRow {
  id: string;
  created_at: Date | string;
  team_id: string;
  key_id: string | null;
  state: DecisionState;
  requested_model: string;
  objective: Objective;
  task: Task;
  complexity: ComplexityLevel;
  /** Model and provider that answered, else the winner's. */
  model: string | null;
  provider: string | null;
  reason: ReasonCode;
  flags: number;
  snapshot_id: string;
  cost_nano_usd: number | null;
  input_tokens: number | null;
  output_tokens: number | null;
  record: StoredRecord | string;
  candidates: Uint8Array;
}

/** In the order of the statement's parameters. */
export const ROW_COLUMNS = {
  id: "text",
  created_at: "timestamptz",
  team_id: "text",
  key_id: "text",
  state: "text",
  requested_model: "text",
  objective: "text",
  task: "text",
  complexity: "text",
  model: "text",
  provider: "text",
  reason: "text",
  flags: "smallint",
  snapshot_id: "text",
  cost_nano_usd: "bigint",
  input_tokens: "integer",
  output_tokens: "integer",
  record: "json",
  candidates: "bytea",
} as const satisfies Record<keyof DecisionRow, string>;
