import {
  EVIDENCE_MATCHES,
  EVIDENCE_TASKS,
  RELATIONS,
  type Catalog,
  type EvidenceRow,
  type Unit,
} from "../types";
import { checkCount, dayOf, isDate, type Report } from "./problem";

const RANGES: Record<Unit, readonly [number, number]> = {
  percent: [0, 100],
  score_0_1: [0, 1],
  score_0_100: [0, 100],
  rating_0_10: [0, 10],
  elo: [0, 3000],
  index: [0, 100],
  thurstone: [-10, 10],
  rank: [1, 200],
};
/** Boards sometimes test a preview before the weights are out. */
const PREVIEW_DAYS = 14;

export function checkEvidence(catalog: Catalog, report: Report): void {
  const rows = Object.values(catalog.evidence);
  for (const row of rows) checkRow(catalog, row, report);
  checkScales(rows, report);
  checkRepeats(rows, report);
  checkInheritance(catalog, rows, report);
}

function checkRow(catalog: Catalog, row: EvidenceRow, report: Report): void {
  const model = catalog.models[row.model];
  if (!model) report("reference", row.id, `unknown model ${row.model}`);
  if (!catalog.sources[row.source]) report("reference", row.id, `unknown source ${row.source}`);
  if (!EVIDENCE_TASKS.includes(row.task)) report("form", row.id, `unknown task ${row.task}`);
  if (!RELATIONS.includes(row.relation)) report("form", row.id, `unknown relation ${row.relation}`);
  if (!EVIDENCE_MATCHES.includes(row.match)) report("form", row.id, `unknown match ${row.match}`);
  if (row.independent !== (row.relation !== "vendor")) {
    report("independence", row.id, `independent is ${row.independent} for a ${row.relation} row`);
  }
  const range = RANGES[row.unit];
  if (!range) report("one-scale", row.id, `unknown unit ${row.unit}`);
  else if (!(row.value >= range[0] && row.value <= range[1]))
    report("one-scale", row.id, `${row.value} is outside ${row.unit}`);
  if ((row.low === null) !== (row.high === null)) report("form", row.id, "half an interval");
  if (row.low !== null && row.high !== null && (row.value < row.low - 1e-6 || row.value > row.high + 1e-6)) {
    report("form", row.id, "value outside its interval");
  }
  checkCount(report, row.id, "items", row.items);
  checkCount(report, row.id, "answered", row.answered);
  if (!isDate(row.date)) report("form", row.id, `${row.date} is not a date`);
  else if (model?.released && dayOf(model.released) - dayOf(row.date) > PREVIEW_DAYS) {
    report("form", row.id, `measured ${row.date}, before the model (${model.released})`);
  }
  if (typeof row.proxy !== "boolean" || typeof row.derived !== "boolean")
    report("proxy", row.id, "a flag is not a boolean");
}

/** Inside one benchmark, version and metric there is one unit and one direction. */
function checkScales(rows: EvidenceRow[], report: Report): void {
  const scales = new Map<string, EvidenceRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.benchmark, row.version, row.metric]);
    const first = scales.get(key) ?? row;
    scales.set(key, first);
    if (first.unit !== row.unit || first.higherIsBetter !== row.higherIsBetter) {
      report(
        "one-scale",
        row.id,
        `${row.benchmark} (${row.metric}) is in ${row.unit} here and in ${first.unit} at ${first.id}`,
      );
    }
  }
}

function checkRepeats(rows: EvidenceRow[], report: Report): void {
  const seen = new Map<string, string>();
  for (const row of rows) {
    const { model, task, benchmark, version, metric, variant, facet, evaluator, label, date } = row;
    const key = JSON.stringify([
      model,
      task,
      benchmark,
      version,
      metric,
      variant,
      facet,
      evaluator,
      label,
      date,
    ]);
    const first = seen.get(key);
    if (first) report("form", row.id, `the same measurement as ${first}`);
    seen.set(key, row.id);
  }
}

/** A derived model never carries a row that was measured on its parent. */
function checkInheritance(catalog: Catalog, rows: EvidenceRow[], report: Report): void {
  const signature = (row: EvidenceRow) =>
    JSON.stringify([row.benchmark, row.version, row.metric, row.value, row.label, row.source]);
  const holders = new Map<string, Set<string>>();
  for (const row of rows.filter((each) => each.label !== null)) {
    holders.set(signature(row), (holders.get(signature(row)) ?? new Set()).add(row.model));
  }
  for (const row of rows) {
    const parents = catalog.models[row.model]?.parents ?? [];
    const parent = parents.find((id) => holders.get(signature(row))?.has(id));
    if (parent) report("nothing-inherited", row.id, `${row.model} carries a row of its parent ${parent}`);
  }
}
