import type { Queryable } from "@/db/client";
import { KEY_LEVEL_SQL, policyOf, TEAM_LEVEL_SQL } from "@/server/auth/policy";
import type { Policy } from "@/server/router/types";

/** The policy in force for a team, and for one of its keys when named: what the playground and previews decide under. */
export async function readPolicy(
  db: Queryable,
  teamId: string,
  keyId: string | null = null,
): Promise<Policy> {
  const [row] = await db.query<{
    team: { id: string; level: unknown } | null;
    key: { id: string; level: unknown } | null;
  }>(
    `select ${TEAM_LEVEL_SQL} as team, ${KEY_LEVEL_SQL} as key
     from (select $1::text as team_id, (select id from keys where id = $2 and team_id = $1) as id) k`,
    [teamId, keyId],
  );
  return policyOf(row?.team ?? null, row?.key ?? null);
}
