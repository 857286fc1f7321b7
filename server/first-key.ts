import type { Database } from "@/db/client";
import { mintKey } from "@/server/auth/api-key";

/** Any number of our own: which start makes the key is decided under this lock. */
const LOCK = 4_701_190_005;

/** The first API key of an installation that never had one; null when there is or was one. */
export function mintFirstKey(db: Database): Promise<string | null> {
  return db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [LOCK]);
    const [any] = await tx.query("select 1 from keys limit 1");
    if (any) return null;
    const [team] = await tx.query<{ id: string }>("select id from teams order by created_at, id limit 1");
    return team ? (await mintKey(tx, { teamId: team.id, name: "First key" })).secret : null;
  });
}
