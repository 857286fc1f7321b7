import type { Task } from "@/server/router/types";
import type { Solution } from "./solve";

/**
 * Puts the tasks on one scale. Each task was fitted with mean 0 and spread 1 over whichever units it happens to know,
 * so "0" means something else where only strong models were measured. Units known on several tasks are the anchors:
 * a task is shifted and stretched as a whole until its anchors agree, on average, with their mean over all tasks.
 * The order within a task never changes, and no unit gains an ability by it.
 */
export interface Alignment {
  stretch: number;
  shift: number;
}

const ROUNDS = 200;
/** How many anchors' worth of belief that a task needs no stretching. */
const STRETCH_ANCHORS = 6;
const STRETCH_LIMITS = [0.6, 1.6] as const;

export function alignTasks(solutions: Map<Task, Solution>): Map<Task, Alignment> {
  const alignment = new Map<Task, Alignment>(
    [...solutions.keys()].map((task) => [task, { stretch: 1, shift: 0 }]),
  );
  for (let round = 0; round < ROUNDS; round++) {
    const general = generalAbilities(solutions, alignment);
    for (const [task, { abilities }] of solutions) {
      const anchors = [...abilities].filter(([unit]) => (general.get(unit)?.tasks ?? 0) > 1);
      if (anchors.length < 2) continue;
      const own = anchors.map(([, value]) => value);
      const target = anchors.map(([unit]) => general.get(unit)!.mean);
      const ratio = spread(target) / spread(own);
      const pulled = Math.exp((anchors.length * Math.log(ratio)) / (anchors.length + STRETCH_ANCHORS));
      const stretch = Math.min(STRETCH_LIMITS[1], Math.max(STRETCH_LIMITS[0], pulled));
      alignment.set(task, { stretch, shift: mean(target) - stretch * mean(own) });
    }
    recentre(solutions, alignment);
  }
  return alignment;
}

function generalAbilities(solutions: Map<Task, Solution>, alignment: Map<Task, Alignment>) {
  const sums = new Map<string, { sum: number; tasks: number; mean: number }>();
  for (const [task, { abilities }] of solutions) {
    const { stretch, shift } = alignment.get(task)!;
    for (const [unit, value] of abilities) {
      const held = sums.get(unit) ?? { sum: 0, tasks: 0, mean: 0 };
      const sum = held.sum + stretch * value + shift;
      sums.set(unit, { sum, tasks: held.tasks + 1, mean: sum / (held.tasks + 1) });
    }
  }
  return sums;
}

/** Keeps the general abilities at mean 0 and spread 1: without it the loop could shrink everything to a point. */
function recentre(solutions: Map<Task, Solution>, alignment: Map<Task, Alignment>): void {
  const general = [...generalAbilities(solutions, alignment).values()].map((held) => held.mean);
  const centre = mean(general);
  const scale = spread(general);
  for (const [task, held] of alignment) {
    alignment.set(task, { stretch: held.stretch / scale, shift: (held.shift - centre) / scale });
  }
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function spread(values: number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length) || 1;
}
