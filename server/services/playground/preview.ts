import { z } from "zod";
import { DEFAULT_POLICY } from "@/server/auth/policy";
import { decide, type Decided } from "@/server/decide/decide";
import { noHealth } from "@/server/decide/health";
import { toTimestamp } from "@/server/platform/clock";
import { noOptions } from "@/server/router/options";
import {
  OBJECTIVES,
  type ComplexityLevel,
  type Mode,
  type Objective,
  type Plan,
  type Policy,
  type Score,
  type Task,
} from "@/server/router/types";
import type { Runtime } from "@/server/runtime";
import { readPolicy } from "../policy/read";

/** What the playground and the landing page ask about: one prompt, perhaps with instructions. */
export const promptInput = z.object({
  prompt: z.string().trim().min(1, "Write a prompt first.").max(200_000),
  system: z.string().trim().max(50_000).default(""),
});
export type PromptInput = z.infer<typeof promptInput>;

/** One objective's dry run: who would win, and why. */
export interface PreviewCard {
  objective: Objective;
  winner: { model: string; provider: string; mode: Mode; simulated: boolean } | null;
  score: Score | null;
  costNanoUsd: number | null;
  latencyMs: number | null;
  margin: number | null;
  sentence: string;
  candidates: number;
  unknown: number;
  excluded: number;
}

/** The four dry runs of one prompt. No model was called. */
export interface Preview {
  task: { name: Task; decided: boolean; confidence: number };
  complexity: ComplexityLevel;
  inputTokens: number;
  outputTokens: number;
  cards: PreviewCard[];
  /** Time that all four decisions took together. */
  decidedInMs: number;
}

/** A plan as its card. An unknown price or time stays unknown, whatever was charged for it in the score. */
export function toCard(objective: Objective, plan: Plan): PreviewCard {
  const { winner, candidates, exclusions } = plan;
  return {
    objective,
    winner: winner && {
      model: winner.model,
      provider: winner.provider,
      mode: winner.mode,
      simulated: plan.flags.simulated,
    },
    score: winner?.score ?? null,
    costNanoUsd: winner && !winner.expected.costUnknown ? winner.expected.costNanoUsd : null,
    latencyMs: winner && !winner.expected.latencyUnknown ? winner.expected.latencyMs : null,
    margin: plan.margin,
    sentence: plan.reason.sentence,
    candidates: candidates.length,
    unknown: candidates.filter((candidate) => candidate.score.state === "unknown").length,
    excluded: exclusions.length,
  };
}

/** Asks all four objectives who would serve the prompt, under the team's policy. Calls no model and stores nothing. */
export async function previewPrompt(
  runtime: Runtime,
  teamId: string | null,
  input: PromptInput,
): Promise<Preview> {
  const policy = teamId === null ? DEFAULT_POLICY : await readPolicy(runtime.db, teamId);
  const startedAt = runtime.clock.elapsed();
  const decided = OBJECTIVES.map((objective) => ({
    objective,
    ...decideFor(runtime, policy, objective, input),
  }));
  const decidedInMs = runtime.clock.elapsed() - startedAt;
  const { facts, plan } = decided[0]!;
  return {
    task: { name: plan.task.name, decided: plan.task.decided, confidence: plan.task.confidence },
    complexity: plan.complexity.level,
    inputTokens: facts.features.inputTokens,
    outputTokens: facts.profile.outputTokens,
    cards: decided.map(({ objective, plan }) => toCard(objective, plan)),
    decidedInMs,
  };
}

/** The same function that serves, with the objective stated as `auto:<objective>` would. */
function decideFor(
  runtime: Runtime,
  policy: Policy,
  objective: Objective,
  { prompt, system }: PromptInput,
): Decided {
  const message = (role: "system" | "user", text: string) => ({ role, text, parts: [], hasToolCalls: false });
  return decide(
    {
      input: {
        messages: [...(system ? [message("system", system)] : []), message("user", prompt)],
        tools: [],
        responseFormat: null,
        maxOutputTokens: null,
        thinking: null,
      },
      snapshot: runtime.snapshot,
      policy,
      options: { ...noOptions(`auto:${objective}`), objective },
      health: noHealth,
      incumbent: null,
      now: toTimestamp(runtime.clock.now()),
    },
    runtime.classifier,
    runtime.clock,
  );
}
