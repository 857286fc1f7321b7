import { unitsPerBoard } from "./connect";
import { estimateOf, familyCounts, type BoardParameters } from "./estimate";
import { groupBy } from "./group";
import type { FitRow, TaskRows } from "./rows";

/**
 * Joint fit of one task: link(x) = slope · ability − difficulty + scatter, by alternating between abilities and board
 * parameters until nothing moves. Abilities have mean 0 and spread 1 over the task's units; `align.ts` puts the
 * tasks on one scale afterwards.
 */

const ROUNDS = 400;
const SETTLED = 1e-10;
/** A slope may differ from its benchmark's prior by about this share of it. */
const SLOPE_FREEDOM = 0.4;
const SLOPE_FLOOR = 0.3;
/** Question sets of one benchmark differ in difficulty by about this much; unrelated boards by anything. */
const FAMILY_FREEDOM = 0.6;
const DIFFICULTY_FREEDOM = 3;
/** Scatter beyond sampling that is expected of any board, and how many rows that expectation counts for. */
const SCATTER = 0.45;
const SCATTER_ROWS = 5;
const SCATTER_FLOOR = 0.25;

export interface Solution {
  abilities: Map<string, number>;
  boards: Map<string, BoardParameters>;
}

export function solveTask(input: TaskRows): Solution {
  const byBoard = groupBy(input.rows, (row) => row.board);
  const byUnit = groupBy(input.rows, (row) => row.unit);
  const boards = new Map<string, BoardParameters>();
  for (const [id, rows] of byBoard) {
    const slope = input.boards.get(id)!.facts.slope;
    const difficulty = -rows.reduce((sum, row) => sum + row.y, 0) / rows.length;
    boards.set(id, { slope, difficulty, difficultyError: FAMILY_FREEDOM, scatter: SCATTER });
  }
  const sized = unitsPerBoard(input);
  let abilities = new Map([...byUnit.keys()].map((unit) => [unit, 0]));
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Map([...byUnit].map(([unit, rows]) => [unit, posterior(rows, input, boards)]));
    standardise(next);
    const moved = Math.max(...[...next].map(([unit, value]) => Math.abs(value - abilities.get(unit)!)));
    abilities = next;
    const families = familyDifficulties(input, boards, sized);
    for (const [id, rows] of byBoard) boards.set(id, fitBoard(id, rows, input, boards, abilities, families));
    if (moved < SETTLED) break;
  }
  return { abilities, boards };
}

/** Mean under a standard normal prior: within the fit only, so that a unit with one odd row cannot bend its boards. */
function posterior(rows: FitRow[], input: TaskRows, boards: Map<string, BoardParameters>): number {
  const counts = familyCounts(rows.map((row) => input.boards.get(row.board)!.facts.family));
  let sum = 0;
  let weights = 1;
  for (const row of rows) {
    const frame = input.boards.get(row.board)!;
    const said = estimateOf(row, boards.get(row.board)!, counts.get(frame.facts.family)!);
    sum += said.weight * said.estimate;
    weights += said.weight;
  }
  return sum / weights;
}

function standardise(values: Map<string, number>): void {
  const mean = [...values.values()].reduce((sum, value) => sum + value, 0) / values.size;
  const variance = [...values.values()].reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.size;
  const spread = Math.sqrt(variance) || 1;
  for (const [unit, value] of values) values.set(unit, (value - mean) / spread);
}

/** Mean difficulty of each benchmark over its boards, for boards that have little of their own to say. */
function familyDifficulties(
  input: TaskRows,
  boards: Map<string, BoardParameters>,
  sized: Map<string, number>,
): Map<string, number> {
  const sums = new Map<string, { sum: number; weight: number; boards: number }>();
  for (const [id, board] of boards) {
    const weight = Math.max(0, (sized.get(id) ?? 0) - 1);
    const key = benchmarkKey(input, id);
    const held = sums.get(key) ?? { sum: 0, weight: 0, boards: 0 };
    sums.set(key, {
      sum: held.sum + weight * board.difficulty,
      weight: held.weight + weight,
      boards: held.boards + 1,
    });
  }
  return new Map(
    [...sums]
      .filter(([, held]) => held.boards > 1 && held.weight > 0)
      .map(([key, held]) => [key, held.sum / held.weight]),
  );
}

function benchmarkKey(input: TaskRows, id: string): string {
  const frame = input.boards.get(id)!;
  return `${frame.benchmark}|${frame.metric}`;
}

/** Weighted ridge regression of a board's linked values on the abilities, towards its priors. */
function fitBoard(
  id: string,
  rows: FitRow[],
  input: TaskRows,
  boards: Map<string, BoardParameters>,
  abilities: Map<string, number>,
  families: Map<string, number>,
): BoardParameters {
  const held = boards.get(id)!;
  const prior = input.boards.get(id)!.facts.slope;
  const family = families.get(benchmarkKey(input, id));
  const slopePull = 1 / (SLOPE_FREEDOM * prior) ** 2;
  const difficultyPull = 1 / (family === undefined ? DIFFICULTY_FREEDOM : FAMILY_FREEDOM) ** 2;
  const weightOf = (row: FitRow) => 1 / (row.variance + (held.slope * held.scatter) ** 2);
  let tt = slopePull;
  let t1 = 0;
  let n1 = difficultyPull;
  let ty = slopePull * prior;
  let y1 = -difficultyPull * (family ?? 0);
  for (const row of rows) {
    const weight = weightOf(row);
    const theta = abilities.get(row.unit)!;
    tt += weight * theta * theta;
    t1 += weight * theta;
    n1 += weight;
    ty += weight * theta * row.y;
    y1 += weight * row.y;
  }
  const determinant = tt * n1 - t1 * t1;
  const slope = Math.max(SLOPE_FLOOR * prior, (ty * n1 - t1 * y1) / determinant);
  const difficulty = (slope * t1 - y1) / n1;
  // What the board measures beside the task, from its validity; abilities have a variance of 1 here.
  const validity = input.boards.get(id)!.validity;
  const aspect = (1 - validity) / validity;
  let squares = SCATTER_ROWS * SCATTER ** 2;
  for (const row of rows) {
    const residual = (row.y + difficulty) / slope - abilities.get(row.unit)!;
    squares += Math.max(0, residual ** 2 - row.variance / slope ** 2 - aspect);
  }
  const scatter = Math.sqrt(Math.max(SCATTER_FLOOR ** 2, squares / (SCATTER_ROWS + rows.length)) + aspect);
  return { slope, difficulty, difficultyError: Math.sqrt(1 / n1), scatter };
}
