import type { DecisionDraft } from "@/server/audit/draft";
import type { Offer } from "@/server/router/types";
import type { Runtime } from "@/server/runtime";
import type { Exchange } from "./exchange";
import type { ChatRequest } from "./parse";

/** Milliseconds spent in each step, for `server-timing`; null for a step that was not reached. */
export interface StepTimings {
  auth: number | null;
  classify: number | null;
  score: number | null;
  upstream: number | null;
}

/** The client has left, or has not taken its answer by the deadline. */
export type LeaveReason = "client" | "deadline";

/** One request on its way through the steps. */
export interface Call {
  exchange: Exchange;
  runtime: Runtime;
  requestId: string;
  timings: StepTimings;
  /** The record, once there is a decision. */
  draft: DecisionDraft | null;
  /** The offer that is answering, or was the last to try. */
  offer: Offer | null;
}

/** A call whose decision stands: what dispatch, stream and record work on. */
export interface DecidedCall extends Call {
  request: ChatRequest;
  draft: DecisionDraft;
  /** Monotonic ms after which nothing of this request may run. */
  deadline: number;
  /** Something has been sent to the client: no fallback from here on. */
  committed: boolean;
  /** The open row was handed to the recorder. */
  opened: boolean;
  /** What must hear that nobody will take the answer: the running attempt, then the stream. */
  current: { leave(reason: LeaveReason): void } | null;
}
