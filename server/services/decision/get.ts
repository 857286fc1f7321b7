import type { Database } from "@/db/client";
import type { Decision } from "@/server/audit/decision";
import { readStored } from "@/server/audit/read";
import { RouterError } from "@/server/platform/errors";
import { keyNames } from "./key-names";

/** One decision of the team with the name of the key that asked. Throws `not-found`. */
export async function getDecision(
  db: Database,
  teamId: string,
  id: string,
): Promise<{ decision: Decision; keyName: string | null }> {
  const stored = await readStored(db, teamId, id);
  if (!stored) throw new RouterError("not-found", "Your team has no decision with this id.");
  const { decision, keyId } = stored;
  const nameOf = await keyNames(db, teamId, [keyId]);
  return { decision, keyName: nameOf(keyId) };
}
