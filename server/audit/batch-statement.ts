import type { DecisionRow } from "./row/row";
import { ROW_COLUMNS } from "./row/row";

/** Most rows in one statement; sizes between are filled up with rows of nulls, so that few texts stay prepared. */
export const MAX_BATCH = 64;
const SIZES = [1, 2, 4, 8, 16, 32, MAX_BATCH];

const COLUMNS = Object.keys(ROW_COLUMNS) as (keyof DecisionRow)[];
const TYPES = Object.values(ROW_COLUMNS);
/** What a close changes; the rest of a row is fixed when it is opened. */
const CLOSED = [
  "state",
  "model",
  "provider",
  "flags",
  "cost_nano_usd",
  "input_tokens",
  "output_tokens",
  "record",
];

interface Statement {
  name: string;
  text: string;
  size: number;
}

const statements = new Map<string, Statement>();

/**
 * One upsert for a batch: a close inserts the whole row or completes the open one, an open that comes late changes
 * nothing. With `relaxed` the commit does not wait for the disk: an open row may be lost with the server, since its
 * close carries everything.
 */
export function batchStatement(rows: number, relaxed: boolean): Statement {
  const size = SIZES.find((candidate) => candidate >= rows) ?? MAX_BATCH;
  const name = `decisions-${size}${relaxed ? "-relaxed" : ""}`;
  let statement = statements.get(name);
  if (!statement) statements.set(name, (statement = { name, size, text: textFor(size, relaxed) }));
  return statement;
}

function textFor(size: number, relaxed: boolean): string {
  const row = (index: number) =>
    `(${COLUMNS.map((_, column) => `$${index * COLUMNS.length + column + 1}${index === 0 ? `::${TYPES[column]}` : ""}`).join(",")})`;
  const rows = Array.from({ length: size }, (_, index) => row(index)).join(",");
  const names = COLUMNS.join(",");
  return [
    `insert into decisions (${names}) select * from (values ${rows}) as batch (${names}) where id is not null`,
    `on conflict (id, created_at) do update set ${CLOSED.map((column) => `${column} = excluded.${column}`).join(", ")}`,
    "where excluded.state <> 'open'",
    // Local to this statement's own transaction; evaluated for each row that was written.
    relaxed ? "returning set_config('synchronous_commit', 'off', true)" : "",
  ].join(" ");
}

/** The statement's parameters, row after row in the order of the columns. */
export function batchParams(rows: readonly DecisionRow[], size: number): unknown[] {
  const params: unknown[] = [];
  for (const row of rows) for (const column of COLUMNS) params.push(row[column]);
  while (params.length < size * COLUMNS.length) params.push(null);
  return params;
}
