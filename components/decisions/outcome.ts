import type { Decision, DecisionState } from "@/server/audit/decision";

export type Tone = "served" | "fell-back" | "failed" | "unsure";
export type Shape = "disc" | "triangle" | "cross" | "cut" | "square" | "ring" | "bar" | "diamond";

export interface Outcome {
  word: string;
  tone: Tone;
  shape: Shape;
  /** What it means, for the title. */
  meaning: string;
}

const BY_STATE: Record<DecisionState, Outcome> = {
  served: { word: "served", tone: "served", shape: "disc", meaning: "The answer is complete." },
  truncated: {
    word: "truncated",
    tone: "failed",
    shape: "cut",
    meaning: "The answer broke off after its first output; the caller got an error.",
  },
  failed: { word: "failed", tone: "failed", shape: "cross", meaning: "No attempt brought an answer." },
  interrupted: {
    word: "interrupted",
    tone: "failed",
    shape: "cut",
    meaning: "Fairlead stopped before the record was closed.",
  },
  cancelled: {
    word: "cancelled",
    tone: "unsure",
    shape: "square",
    meaning: "The caller left before the end.",
  },
  refused: { word: "refused", tone: "unsure", shape: "bar", meaning: "No model was allowed to serve it." },
  open: { word: "open", tone: "unsure", shape: "ring", meaning: "Still being served." },
};

const FELL_BACK: Outcome = {
  word: "fell back",
  tone: "fell-back",
  shape: "triangle",
  meaning: "An attempt failed before its first output; the next model answered in full.",
};

/** The one chip of a decision. Only a completed record counts as served. */
export function outcomeOf(decision: Pick<Decision, "state" | "flags">): Outcome {
  return decision.state === "served" && decision.flags.fellBack ? FELL_BACK : BY_STATE[decision.state];
}

export const DEGRADED: Outcome = {
  word: "degraded",
  tone: "unsure",
  shape: "diamond",
  meaning: "The classifier could not be asked; the request was scored without a task.",
};
