import type { Mode } from "@/server/router/types";
import type { EvidenceRow, Thinks } from "./types";

/**
 * How each model that can think is served when the request says nothing. The fact base says whether a model can
 * think, seldom what it does by default, so every entry states its reason.
 */
export const THINKING: Record<string, { thinks: Thinks; why: string }> = {
  "deepseek-ai/DeepSeek-R1": { thinks: "always", why: "no switch: every answer starts with reasoning" },
  "deepseek-ai/DeepSeek-R1-Distill-Llama-70B": {
    thinks: "always",
    why: "trained on R1's reasoning traces, no switch",
  },
  "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B": {
    thinks: "always",
    why: "trained on R1's reasoning traces, no switch",
  },
  "deepseek-ai/DeepSeek-R1-0528-Qwen3-8B": {
    thinks: "always",
    why: "trained on R1-0528's reasoning traces, no switch",
  },
  "tngtech/DeepSeek-TNG-R1T2-Chimera": {
    thinks: "always",
    why: "merged from reasoning checkpoints, no switch known",
  },
  "openai/gpt-oss-20b": { thinks: "always", why: "effort can be lowered, reasoning cannot be switched off" },
  "openai/gpt-oss-120b": { thinks: "always", why: "effort can be lowered, reasoning cannot be switched off" },
  "MiniMaxAI/MiniMax-M2.5": {
    thinks: "always",
    why: "interleaved reasoning, no switch in the providers' fields",
  },
  "MiniMaxAI/MiniMax-M3": { thinks: "always", why: "interleaved reasoning as in M2.5; no switch was found" },
  "deepseek-ai/DeepSeek-V3.2": {
    thinks: "on-request",
    why: "boards list the plain name as non-thinking and a second one as thinking",
  },
  "google/gemma-4-31B-it": {
    thinks: "on-request",
    why: "its chat template thinks only when asked; boards list both",
  },
  "google/gemma-4-E4B-it": { thinks: "on-request", why: "same chat template as the 31B" },
  "mistralai/Mistral-Small-4-119B-2603": {
    thinks: "on-request",
    why: "reasoning effort is none unless the request sets it",
  },
  "deepseek-ai/DeepSeek-V4-Flash": {
    thinks: "by-default",
    why: "thinking is on unless the vendor's switch disables it",
  },
  "deepseek-ai/DeepSeek-V4-Pro": {
    thinks: "by-default",
    why: "thinking is on unless the vendor's switch disables it",
  },
  "deepseek-ai/DeepSeek-V4-Flash-0731": { thinks: "by-default", why: "same switch as V4 Flash" },
  "Qwen/Qwen3-0.6B": {
    thinks: "by-default",
    why: "the chat template thinks unless enable_thinking is false",
  },
  "Qwen/Qwen3-8B": { thinks: "by-default", why: "the chat template thinks unless enable_thinking is false" },
  "Qwen/Qwen3-32B": { thinks: "by-default", why: "the chat template thinks unless enable_thinking is false" },
  "Qwen/Qwen3.5-9B": { thinks: "by-default", why: "line thinks unless enable_thinking is false" },
  "Qwen/Qwen3.5-35B-A3B": { thinks: "by-default", why: "line thinks unless enable_thinking is false" },
  "Qwen/Qwen3.5-397B-A17B": { thinks: "by-default", why: "line thinks unless enable_thinking is false" },
  "Qwen/Qwen3.6-27B": { thinks: "by-default", why: "line thinks unless enable_thinking is false" },
  "Qwen/Qwen3.8-27B": { thinks: "by-default", why: "line thinks unless enable_thinking is false" },
  "Qwen/Qwen3.8-2.4T-A95B": { thinks: "by-default", why: "line thinks unless enable_thinking is false" },
  "moonshotai/Kimi-K2.6": {
    thinks: "by-default",
    why: "vendor toggle, on unless disabled; boards list it as thinking",
  },
  "moonshotai/Kimi-K3": { thinks: "by-default", why: "assumed as in K2.6; its own default was not read" },
  "zai-org/GLM-4.7": { thinks: "by-default", why: "vendor field thinking.type, enabled by default" },
  "zai-org/GLM-5.1": { thinks: "by-default", why: "vendor field thinking.type, enabled by default" },
  "zai-org/GLM-5.2": { thinks: "by-default", why: "vendor field thinking.type, enabled by default" },
  "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16": {
    thinks: "by-default",
    why: "the template thinks unless told not to",
  },
  "nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16": {
    thinks: "by-default",
    why: "the template thinks unless told not to",
  },
  "nvidia/NVIDIA-Nemotron-Nano-9B-v2": {
    thinks: "by-default",
    why: "the template thinks unless told not to",
  },
  "nvidia/Llama-3_3-Nemotron-Super-49B-v1_5": {
    thinks: "by-default",
    why: "the template thinks unless told not to",
  },
  "XiaomiMiMo/MiMo-V2.5-Pro": {
    thinks: "by-default",
    why: "vendor toggle; assumed on, its default was not read",
  },
};

/** Modes in which a model can be served. */
export function modesOf(thinks: Thinks): Mode[] {
  if (thinks === "never") return ["standard"];
  return thinks === "always" ? ["thinking"] : ["standard", "thinking"];
}

/** The mode a model answers in when the request says nothing about thinking. */
export const defaultMode = (thinks: Thinks): Mode =>
  thinks === "always" || thinks === "by-default" ? "thinking" : "standard";

/**
 * The mode that a row measured, or null when the model is never served in it. A row that names no mode for a model
 * with a switch speaks for the model's default: boards run what the provider serves unless they say otherwise.
 */
export function measuredMode(row: Pick<EvidenceRow, "variant">, thinks: Thinks, room: boolean): Mode | null {
  const measured = statedMode(row.variant, thinks, room);
  return modesOf(thinks).includes(measured) ? measured : null;
}

function statedMode(variant: string | null, thinks: Thinks, room: boolean): Mode {
  if (thinks === "never" || !room) return "standard";
  if (variant && /\bno(n)?-thinking\b/.test(variant)) return "standard";
  if (variant && /\bthinking\b|\beffort (high|medium)\b|\bhigh effort\b/.test(variant)) return "thinking";
  return defaultMode(thinks);
}
