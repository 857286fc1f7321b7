import { benchmarkOf } from "../benchmarks";
import { estimateOf, familyCounts } from "../fit/estimate";
import { weightedMean } from "../fit/fit";
import { isOnScale, linkRow } from "../fit/link";
import { isUsable } from "../fit/rows";
import { tasksOf } from "../task-evidence";
import { measuredMode } from "../thinking";
import type { AbilityRow, Catalog, StoredAbility } from "../types";
import type { Report } from "./problem";

/** Stored values have twelve digits or more; rows are rounded to six decimals. */
const VALUE_TOLERANCE = 1e-9;
const ROW_TOLERANCE = 2e-6;

/** Abilities rest on the model's own usable rows, and are what those rows say under the stored boards. */
export function checkAbilities(catalog: Catalog, report: Report): void {
  for (const ability of catalog.abilities) {
    const where = `${ability.task} of ${ability.model} (${ability.mode})`;
    if (!catalog.models[ability.model]) report("reference", where, "unknown model");
    if (ability.rows.length === 0) report("nothing-inherited", where, "an ability without a row of its own");
    if (!(ability.standardError > 0)) report("form", where, "no standard error");
    for (const row of ability.rows) checkRow(catalog, ability, row, where, report);
    checkValue(catalog, ability, where, report);
  }
}

function checkRow(
  catalog: Catalog,
  ability: StoredAbility,
  held: AbilityRow,
  where: string,
  report: Report,
): void {
  const row = catalog.evidence[held.evidence];
  const board = catalog.boards[held.board];
  const model = catalog.models[ability.model];
  if (!row || !board || !model)
    return report("reference", where, `unknown row ${held.evidence} or board ${held.board}`);
  if (row.model !== ability.model)
    report("nothing-inherited", where, `${row.id} was measured on ${row.model}`);
  if (row.relation !== "third_party") report("independence", where, `${row.id} is a ${row.relation} row`);
  if (row.match !== "exact") report("exact-build", where, `${row.id} measured another build`);
  if (row.proxy) report("proxy", where, `${row.id} is a proxy`);
  if (
    board.benchmark !== row.benchmark ||
    board.version !== row.version ||
    board.metric !== row.metric ||
    board.task !== ability.task
  ) {
    report("one-scale", where, `${row.id} does not belong on ${board.id}`);
  }
  if (!tasksOf(row).some((entry) => entry.task === ability.task))
    report("task-mapping", where, `${row.id} does not speak for ${ability.task}`);
  const benchmark = benchmarkOf(row);
  if (benchmark && measuredMode(row, model.thinks, benchmark.room) !== ability.mode)
    report("mode", where, `${row.id} measured another mode`);
}

function checkValue(catalog: Catalog, ability: StoredAbility, where: string, report: Report): void {
  if (Math.abs(weightedMean(ability.rows, ability.prior) - ability.value) > VALUE_TOLERANCE) {
    report("recompute", where, "the value is not the mean of its rows");
  }
  const boards = ability.rows.map((held) => catalog.boards[held.board]);
  const counts = familyCounts(boards.flatMap((board) => (board ? [board.family] : [])));
  for (const held of ability.rows) {
    const row = catalog.evidence[held.evidence];
    const board = catalog.boards[held.board];
    const benchmark = row && benchmarkOf(row);
    if (!row || !board || !benchmark || !isUsable(row) || !isOnScale(row, benchmark)) continue;
    const { estimate, weight } = estimateOf(linkRow(row, benchmark), board, counts.get(board.family)!);
    if (
      Math.abs(estimate - held.estimate) > ROW_TOLERANCE ||
      Math.abs(weight - held.weight) > ROW_TOLERANCE
    ) {
      report(
        "recompute",
        where,
        `${row.id} says ${estimate.toFixed(6)} (weight ${weight.toFixed(6)}) under its board`,
      );
    }
  }
}
