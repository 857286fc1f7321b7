import type { Database } from "@/db/client";
import type { Decision } from "@/server/audit/decision";
import { readDecision } from "@/server/audit/read";
import { RouterError } from "@/server/platform/errors";
import { keyNames } from "./key-names";

/** One decision of the team with the name of the key that asked. Throws `not-found`. */
export async function getDecision(
  db: Database,
  teamId: string,
  id: string,
): Promise<{ decision: Decision; keyName: string | null }> {
  const decision = await readDecision(db, teamId, id);
  if (!decision) throw new RouterError("not-found", "Your team has no decision with this id.");
  const names = await keyNames(db, teamId, [id]);
  return { decision, keyName: names.get(id) ?? null };
}
