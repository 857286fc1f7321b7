import type { Database } from "@/db/client";
import type { DecisionState } from "@/server/audit/decision";
import { listStored } from "@/server/audit/read";
import type { Objective, Task } from "@/server/router/types";
import { keyNames } from "./key-names";
import { summaryOf, type DecisionSummary } from "./summary";

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

export interface SummaryPage {
  rows: DecisionSummary[];
  nextCursor: string | null;
}

/** One page of the team's decisions, newest first. */
export async function listDecisionRows(
  db: Database,
  teamId: string,
  { limit, after, filters }: DecisionListInput,
): Promise<SummaryPage> {
  const { model, ...rest } = filters;
  const { stored, hasMore } = await listStored(db, teamId, {
    limit,
    after: after ?? undefined,
    filters: { ...withoutNulls(rest), ...(model ? { requestedModel: model } : {}) },
  });
  const nameOf = await keyNames(
    db,
    teamId,
    stored.map(({ keyId }) => keyId),
  );
  const rows = stored.map(({ decision, keyId }) => summaryOf(decision, nameOf(keyId)));
  return { rows, nextCursor: hasMore ? (rows.at(-1)?.id ?? null) : null };
}

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> };
const withoutNulls = <T extends object>(values: T): Present<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Present<T>;
