import type { Mode, Task } from "@/server/router/types";
import { benchmarkOf, type Benchmark } from "../benchmarks";
import { tasksOf } from "../task-evidence";
import { measuredMode } from "../thinking";
import type { CatalogModel, EvidenceRow } from "../types";
import { linkRow } from "./link";

/** One row as one task's fit sees it. `unit` is a model in one mode: what the fit gives an ability to. */
export interface FitRow {
  evidence: string;
  unit: string;
  board: string;
  y: number;
  variance: number;
}

export interface BoardFrame {
  id: string;
  task: Task;
  benchmark: string;
  version: string | null;
  metric: string;
  variant: string | null;
  validity: number;
  facts: Benchmark;
}

export interface TaskRows {
  task: Task;
  rows: FitRow[];
  boards: Map<string, BoardFrame>;
}

export const unitOf = (model: string, mode: Mode): string => `${model}|${mode}`;

export function splitUnit(unit: string): { model: string; mode: Mode } {
  const bar = unit.lastIndexOf("|");
  return { model: unit.slice(0, bar), mode: unit.slice(bar + 1) as Mode };
}

/** Third-party rows of exactly this checkpoint that measure their task itself: all that a fit may see. */
export const isUsable = (row: EvidenceRow): boolean =>
  row.relation === "third_party" && row.match === "exact" && !row.proxy;

/** The rows of each task, every one tied to a board and to the model × mode that it measured. */
export function rowsByTask(
  evidence: EvidenceRow[],
  models: Record<string, CatalogModel>,
): Map<Task, TaskRows> {
  const tasks = new Map<Task, TaskRows>();
  for (const row of evidence.filter(isUsable)) {
    const facts = benchmarkOf(row);
    const model = models[row.model];
    if (!facts || !model) continue;
    const mode = measuredMode(row, model.thinks, facts.room);
    if (mode === null) continue;
    for (const { task, validity } of tasksOf(row)) {
      const held: TaskRows = tasks.get(task) ?? { task, rows: [], boards: new Map() };
      tasks.set(task, held);
      const frame = frameOf(row, task, validity, facts);
      held.boards.set(frame.id, frame);
      held.rows.push({
        evidence: row.id,
        unit: unitOf(row.model, mode),
        board: frame.id,
        ...linkRow(row, facts),
      });
    }
  }
  return tasks;
}

function frameOf(row: EvidenceRow, task: Task, validity: number, facts: Benchmark): BoardFrame {
  const variant = boardVariant(row.variant);
  const id = [task, row.benchmark, row.version ?? "", row.metric, variant ?? ""].join("|");
  return {
    id,
    task,
    benchmark: row.benchmark,
    version: row.version,
    metric: row.metric,
    variant,
    validity,
    facts,
  };
}

/**
 * The part of a variant that makes it another test. A thinking mode belongs to the model, not to the test; edit
 * formats, harnesses and length limits are each model's best or only way through the same test.
 */
function boardVariant(variant: string | null): string | null {
  if (variant === null) return null;
  if (variant.startsWith("no-thinking prompt")) return "plain prompt";
  if (variant.startsWith("thinking prompt")) return "thinking prompt";
  return ["native function calling", "tools described in the prompt"].includes(variant) ? variant : null;
}
