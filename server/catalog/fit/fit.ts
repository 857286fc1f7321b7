import type { Task } from "@/server/router/types";
import type { Board, CatalogModel, EvidenceRow, StoredAbility } from "../types";
import { alignTasks, type Alignment } from "./align";
import { largestComponent, unitsPerBoard } from "./connect";
import { estimateOf, familyCounts } from "./estimate";
import { groupBy } from "./group";
import { rowsByTask, splitUnit, type FitRow, type TaskRows } from "./rows";
import { solveTask, type Solution } from "./solve";

export interface Fit {
  boards: Board[];
  abilities: StoredAbility[];
  /** Rows that could have counted but stand in no comparison with the rest of their task. */
  unlinked: { task: Task; evidence: string }[];
}

/** Fits every task that has evidence. Pure: the same rows in any order give the same figures. */
export function fitAbilities(evidence: EvidenceRow[], models: Record<string, CatalogModel>): Fit {
  const sorted = evidence.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const all = rowsByTask(sorted, models);
  const inputs = new Map([...all].map(([task, input]) => [task, largestComponent(input)]));
  const solutions = new Map<Task, Solution>();
  for (const [task, input] of inputs) if (input.rows.length > 0) solutions.set(task, solveTask(input));
  const alignment = alignTasks(solutions);
  const fit: Fit = { boards: [], abilities: [], unlinked: [] };
  for (const [task, solution] of solutions) {
    const input = inputs.get(task)!;
    const boards = storedBoards(input, solution, alignment.get(task)!);
    fit.boards.push(...boards.values());
    fit.abilities.push(...abilitiesOf(input, boards, populationOf(alignment.get(task)!)));
    const kept = new Set(input.rows.map((row) => row.evidence));
    for (const row of all.get(task)!.rows)
      if (!kept.has(row.evidence)) fit.unlinked.push({ task, evidence: row.evidence });
  }
  fit.boards.sort((a, b) => (a.id < b.id ? -1 : 1));
  fit.abilities.sort((a, b) => (abilityKey(a) < abilityKey(b) ? -1 : 1));
  return fit;
}

export const abilityKey = (ability: Pick<StoredAbility, "task" | "model" | "mode">): string =>
  `${ability.task}|${ability.model}|${ability.mode}`;

/** Board parameters on the shared scale, rounded to what is stored: abilities are computed from the rounded ones. */
function storedBoards(
  input: TaskRows,
  solution: Solution,
  { stretch, shift }: Alignment,
): Map<string, Board> {
  const sized = unitsPerBoard(input);
  const boards = new Map<string, Board>();
  for (const [id, frame] of input.boards) {
    const fitted = solution.boards.get(id)!;
    const slope = fitted.slope / stretch;
    boards.set(id, {
      id,
      task: frame.task,
      family: frame.facts.family,
      benchmark: frame.benchmark,
      version: frame.version,
      metric: frame.metric,
      variant: frame.variant,
      link: frame.facts.link,
      chance: round(frame.facts.chance),
      validity: frame.validity,
      defaultItems: frame.facts.items,
      slope: round(slope),
      difficulty: round(fitted.difficulty + slope * shift),
      difficultyError: round(fitted.difficultyError),
      scatter: round(fitted.scatter * stretch),
      models: sized.get(id) ?? 0,
    });
  }
  return boards;
}

/** The population of a task has a variance of 1 before alignment; the prior is held half as firmly as that. */
const PRIOR_WEIGHT = 0.5;

/**
 * The prior of a task: the mean of the units measured on it, as one more row of small weight. It keeps a model with
 * one odd or blunt row from topping a task; it never stands alone, since a unit without a row has no ability.
 */
function populationOf({ stretch, shift }: Alignment): StoredAbility["prior"] {
  return { estimate: round(shift), weight: round(PRIOR_WEIGHT / stretch ** 2) };
}

function abilitiesOf(
  input: TaskRows,
  boards: Map<string, Board>,
  prior: StoredAbility["prior"],
): StoredAbility[] {
  return [...groupBy(input.rows, (row) => row.unit)].map(([unit, rows]) =>
    abilityOf(unit, rows, input, boards, prior),
  );
}

/** The weighted mean over a unit's own rows and the prior; its error covers sampling, the boards and disagreement. */
function abilityOf(
  unit: string,
  rows: FitRow[],
  input: TaskRows,
  boards: Map<string, Board>,
  prior: StoredAbility["prior"],
): StoredAbility {
  const counts = familyCounts(rows.map((row) => boards.get(row.board)!.family));
  const said = rows.map((row) => {
    const board = boards.get(row.board)!;
    const { estimate, weight } = estimateOf(row, board, counts.get(board.family)!);
    return { evidence: row.evidence, board: row.board, estimate: round(estimate), weight: round(weight) };
  });
  const value = weightedMean(said, prior);
  const weights = said.reduce((sum, row) => sum + row.weight, prior.weight);
  const misfit =
    said.reduce((sum, row) => sum + row.weight * (row.estimate - value) ** 2, 0) /
    Math.max(1, said.length - 1);
  const standardError = Math.sqrt(Math.max(1, misfit) / weights);
  const { model, mode } = splitUnit(unit);
  return { task: input.task, model, mode, value, standardError: round(standardError), prior, rows: said };
}

/** What every stored ability is: anybody can recompute it from the rows that are shown. */
export function weightedMean(rows: StoredAbility["rows"], prior: StoredAbility["prior"]): number {
  const weights = rows.reduce((sum, row) => sum + row.weight, prior.weight);
  return rows.reduce((sum, row) => sum + row.weight * row.estimate, prior.weight * prior.estimate) / weights;
}

/** Six decimals: stable between machines, far below any standard error. */
export const round = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;
