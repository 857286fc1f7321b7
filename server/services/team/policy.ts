import type { Queryable } from "@/db/client";
import { DEFAULT_POLICY, policyOf, TEAM_LEVEL_SQL } from "@/server/auth/policy";
import type { Policy } from "@/server/router/types";

/** The team's policy in force now, for a caller without a key of their own. */
export async function teamPolicy(db: Queryable, teamId: string): Promise<Policy> {
  const [row] = await db.query<{ level: { id: string; level: unknown } | null }>(
    `select ${TEAM_LEVEL_SQL} as level from (select $1::text as team_id) k`,
    [teamId],
  );
  return row?.level ? policyOf(row.level, null) : DEFAULT_POLICY;
}
