import type { Queryable } from "@/db/client";
import { idTime } from "@/server/platform/ids";
import { toTimestamp } from "@/server/platform/clock";
import type { Snapshot } from "@/server/router/types";
import type { Decision, DecisionState } from "./decision";
import { decisionOf } from "./row/decision-of";
import { ROW_COLUMNS, type DecisionRow } from "./row/row";
import { SnapshotStore } from "./snapshots";

/** What a list may be narrowed by; the team always is. */
export interface DecisionFilters {
  state?: DecisionState;
  objective?: string;
  task?: string;
  requestedModel?: string;
}

/** Which page of a list. */
export interface DecisionQuery {
  limit: number;
  /** The last id of the page before. */
  after?: string;
  filters?: DecisionFilters;
}

/** A decision and the key that asked, which the public record does not name. */
export interface StoredDecision {
  decision: Decision;
  keyId: string | null;
}

const SELECT = `select ${Object.keys(ROW_COLUMNS).join(", ")} from decisions`;
/** Around the time in an id, so that only its own partition is looked at. */
const AROUND_MS = 60_000;

const stores = new WeakMap<Queryable, SnapshotStore>();

function snapshotOf(db: Queryable, id: string): Promise<Snapshot> {
  let store = stores.get(db);
  if (!store) stores.set(db, (store = new SnapshotStore(db)));
  return store.read(id);
}

/** A stored row of the team with the snapshot it names; null when the team has no such decision. */
export async function readRow(
  db: Queryable,
  teamId: string,
  id: string,
): Promise<{ row: DecisionRow; snapshot: Snapshot } | null> {
  const madeMs = idTime(id);
  if (madeMs === null) return null;
  const [row] = await db.query<DecisionRow>(
    `${SELECT} where id = $1 and team_id = $2 and created_at between $3 and $4`,
    [id, teamId, toTimestamp(Math.max(0, madeMs - AROUND_MS)), toTimestamp(madeMs + AROUND_MS)],
  );
  return row ? { row, snapshot: await snapshotOf(db, row.snapshot_id) } : null;
}

export async function readStored(db: Queryable, teamId: string, id: string): Promise<StoredDecision | null> {
  const found = await readRow(db, teamId, id);
  return found && { decision: decisionOf(found.row, found.snapshot), keyId: found.row.key_id };
}

export async function readDecision(db: Queryable, teamId: string, id: string): Promise<Decision | null> {
  return (await readStored(db, teamId, id))?.decision ?? null;
}

/** The same as `listStored` without the keys. */
export async function listDecisions(
  db: Queryable,
  teamId: string,
  query: DecisionQuery,
): Promise<{ data: Decision[]; hasMore: boolean }> {
  const { stored, hasMore } = await listStored(db, teamId, query);
  return { data: stored.map(({ decision }) => decision), hasMore };
}

/** The team's decisions, newest first; `after` continues below the id it names. */
export async function listStored(
  db: Queryable,
  teamId: string,
  { limit, after, filters = {} }: DecisionQuery,
): Promise<{ stored: StoredDecision[]; hasMore: boolean }> {
  const params: unknown[] = [teamId];
  const conditions = ["team_id = $1"];
  const add = (condition: (n: number) => string, ...values: unknown[]) => {
    conditions.push(condition(params.length + 1));
    params.push(...values);
  };
  const { state, objective, task, requestedModel } = filters;
  const columns = { state, objective, task, requested_model: requestedModel };
  for (const [column, value] of Object.entries(columns))
    if (value !== undefined) add((n) => `${column} = $${n}`, value);
  if (after !== undefined) {
    const madeMs = idTime(after);
    if (madeMs === null) return { stored: [], hasMore: false };
    add((n) => `(created_at, id) < ($${n}, $${n + 1})`, toTimestamp(madeMs), after);
  }
  params.push(limit + 1);
  const rows = await db.query<DecisionRow>(
    `${SELECT} where ${conditions.join(" and ")} order by created_at desc, id desc limit $${params.length}`,
    params,
  );
  const stored = await Promise.all(
    rows.slice(0, limit).map(async (row) => ({
      decision: decisionOf(row, await snapshotOf(db, row.snapshot_id)),
      keyId: row.key_id,
    })),
  );
  return { stored, hasMore: rows.length > limit };
}
