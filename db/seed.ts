import { newId } from "@/server/platform/ids";
import type { Queryable } from "./client";

const LOCK = 4_701_190_004;

/** The first team of an installation, made when there is none. Of several processes that start at once one makes it. */
export function seedTeam(db: Queryable, nowMs = Date.now()): Promise<{ id: string; made: boolean }> {
  return db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [LOCK]);
    const [team] = await tx.query<{ id: string }>("select id from teams order by created_at, id limit 1");
    if (team) return { id: team.id, made: false };
    const id = newId("team", nowMs);
    await tx.query("insert into teams (id, name) values ($1, $2)", [id, "Default team"]);
    return { id, made: true };
  });
}
