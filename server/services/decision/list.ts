import type { Database } from "@/db/client";
import type { DecisionState } from "@/server/audit/decision";
import { listDecisions } from "@/server/audit/read";
import type { Objective, Task } from "@/server/router/types";
import { keyNames } from "./key-names";
import { toRow, type DecisionRow } from "./row";

export interface DecisionListInput {
  limit: number;
  /** Id of the last row seen: the page goes on below it. */
  after: string | null;
  filters: {
    state: DecisionState | null;
    objective: Objective | null;
    task: Task | null;
    model: string | null;
  };
}

export interface DecisionPage {
  rows: DecisionRow[];
  nextCursor: string | null;
}

/** One page of the team's decisions, newest first. */
export async function listDecisionRows(
  db: Database,
  teamId: string,
  { limit, after, filters }: DecisionListInput,
): Promise<DecisionPage> {
  const { model, ...rest } = filters;
  const { data, hasMore } = await listDecisions(db, teamId, {
    limit,
    after: after ?? undefined,
    filters: { ...withoutNulls(rest), ...(model ? { requestedModel: model } : {}) },
  });
  const names = await keyNames(
    db,
    teamId,
    data.map((decision) => decision.id),
  );
  const rows = data.map((decision) => toRow(decision, names.get(decision.id) ?? null));
  return { rows, nextCursor: hasMore ? (rows.at(-1)?.id ?? null) : null };
}

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> };
const withoutNulls = <T extends object>(values: T): Present<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Present<T>;
