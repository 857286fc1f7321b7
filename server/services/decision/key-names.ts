import type { Queryable } from "@/db/client";

/** Name of the key that asked, per decision id; a key that is gone has no entry. */
export async function keyNames(db: Queryable, teamId: string, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<{ id: string; name: string }>(
    `select d.id, k.name from decisions d join keys k on k.id = d.key_id and k.team_id = d.team_id
     where d.team_id = $1 and d.id = any($2)`,
    [teamId, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
