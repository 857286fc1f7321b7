import type { TrainingSettings } from "./trainer";

/** Facts about the shipped weights, stored beside them as `card.json` and printed by the bench. */
export interface ModelCard {
  version: string;
  kind: string;
  reads: string;
  trainedOn: { rows: number; natural: number; dataHash: string; sources: string; licences: string };
  settings: TrainingSettings & { copies: number; folds: number };
  /** Confidence from which a task counts as decided, and the rule that chose it. */
  decidedConfidence: number;
  decidedRule: string;
  temperature: { task: number; complexity: number };
  weightBytes: number;
  figures: Record<string, number>;
  limits: string;
}
