import type { Board } from "../types";
import type { Linked } from "./link";

export type BoardParameters = Pick<Board, "slope" | "difficulty" | "difficultyError" | "scatter">;

/**
 * What one row says about the ability of its unit, and how much it counts: the inverse of its variance, made of the
 * board's scatter, the board's own uncertainty and the sampling error. `k` is how many rows of the same family the
 * unit has: they repeat much of each other's error, so each counts the less, the more there are.
 */
export function estimateOf(
  row: Linked,
  board: BoardParameters,
  k: number,
): { estimate: number; weight: number } {
  const shared = board.scatter ** 2 + (board.difficultyError / board.slope) ** 2;
  return {
    estimate: (row.y + board.difficulty) / board.slope,
    weight: 1 / (k * shared + row.variance / board.slope ** 2),
  };
}

/** How often each family occurs among the boards of one unit's rows. */
export function familyCounts(families: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const family of families) counts.set(family, (counts.get(family) ?? 0) + 1);
  return counts;
}
