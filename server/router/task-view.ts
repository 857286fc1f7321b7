import {
  COMPLEXITY_LEVELS,
  TASKS,
  type ComplexityLevel,
  type Plan,
  type RouterConstants,
  type Task,
  type TaskProfile,
} from "./types";

/** What the score reads of a task profile. */
export interface TaskView {
  task: Plan["task"];
  complexity: Plan["complexity"];
  /** The tasks that are scored, most probable first: one when decided, else the mixture. Weights sum to one. */
  kept: { task: Task; weight: number }[];
  /** Difficulty δ on the ability scale. */
  difficulty: number;
}

/** Alternatives a record shows at most when the task is decided; the whole mixture when it is not. */
const ALTERNATIVES_SHOWN = 3;

/** Probabilities are quantised to 1/1000: a sum that misses the mass by less is the same sum. */
const MASS_TOLERANCE = 1e-6;

/**
 * Reads a profile: the most probable task (the first of `TASKS` among equals), whether it is decided, the smallest set
 * of tasks with at least `mixtureMass` otherwise, and the expected difficulty.
 */
export function readProfile(profile: TaskProfile, constants: RouterConstants): TaskView {
  const ranked = TASKS.map((name) => ({ name, p: profile.tasks[name] })).sort((a, b) => b.p - a.p);
  const top = ranked[0]!;
  const decided = !profile.degraded && top.p >= constants.decidedConfidence;
  const kept = decided ? ranked.slice(0, 1) : smallestSet(ranked, constants.mixtureMass);
  const mass = kept.reduce((sum, entry) => sum + entry.p, 0);
  const alternatives = ranked
    .slice(1, Math.max(ALTERNATIVES_SHOWN + 1, kept.length))
    .filter((entry) => entry.p > 0);
  return {
    task: { name: top.name, decided, confidence: top.p, alternatives },
    complexity: { level: likeliestLevel(profile), p: { ...profile.complexity } },
    kept: kept.map((entry) => ({ task: entry.name, weight: mass > 0 ? entry.p / mass : 1 / kept.length })),
    difficulty: COMPLEXITY_LEVELS.reduce(
      (sum, level) => sum + profile.complexity[level] * constants.difficulty[level],
      0,
    ),
  };
}

function smallestSet<T extends { p: number }>(ranked: T[], mass: number): T[] {
  let sum = 0;
  for (let size = 0; size < ranked.length; size += 1) {
    sum += ranked[size]!.p;
    if (sum >= mass - MASS_TOLERANCE) return ranked.slice(0, size + 1);
  }
  return ranked;
}

function likeliestLevel(profile: TaskProfile): ComplexityLevel {
  let likeliest: ComplexityLevel = "low";
  for (const level of COMPLEXITY_LEVELS)
    if (profile.complexity[level] > profile.complexity[likeliest]) likeliest = level;
  return likeliest;
}
