import type { Queryable } from "@/db/client";

/** Only the playground's keys are ever deleted, so a key that is gone was one of them. */
const GONE = "Playground";

/** What the keys that asked are called: a lookup by key id. */
export async function keyNames(
  db: Queryable,
  teamId: string,
  keyIds: readonly (string | null)[],
): Promise<(keyId: string | null) => string | null> {
  const ids = new Set(keyIds.filter((id) => id !== null));
  if (ids.size === 0) return () => null;
  const rows = await db.query<{ id: string; name: string }>(
    "select id, name from keys where team_id = $1 and id = any($2)",
    [teamId, [...ids]],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (keyId) => (keyId === null ? null : (names.get(keyId) ?? GONE));
}
