import crypto, { createHash, randomBytes } from "node:crypto";
import type { Queryable } from "@/db/client";
import { RouterError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";

/** RFC 4648's letters in lower case, without padding: five bits each, easy to select with a double click. */
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const PUBLIC_CHARS = 12;
const SECRET_CHARS = 32;

export interface NewKey {
  teamId: string;
  name: string;
  expiresAt?: Date | null;
  createdBy?: string | null;
  kind?: "api" | "session";
}

/** Makes a key `fl_<12 public>_<32 secret>` (160 random bits) and stores its hash: the secret is returned once and never again. */
export async function mintKey(
  db: Queryable,
  key: NewKey,
  nowMs = Date.now(),
): Promise<{ id: string; secret: string }> {
  const secret = `fl_${randomText(PUBLIC_CHARS)}_${randomText(SECRET_CHARS)}`;
  const id = newId("key", nowMs);
  await db.query(
    `insert into keys (id, team_id, kind, name, hash, prefix, last4, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      key.teamId,
      key.kind ?? "api",
      key.name,
      hashKey(secret),
      secret.slice(0, PUBLIC_CHARS + 3),
      secret.slice(-4),
      key.createdBy ?? null,
      key.expiresAt?.toISOString() ?? null,
    ],
  );
  return { id, secret };
}

/**
 * Installs the operator's own key (FAIRLEAD_BOOTSTRAP_KEY) for the first team. Installing it again changes nothing;
 * one that was revoked stays revoked. Earlier bootstrap keys stay valid until they are revoked.
 */
export async function installBootstrapKey(
  db: Queryable,
  key: string,
  nowMs = Date.now(),
): Promise<{ id: string }> {
  const hash = hashKey(key);
  await db.query(
    `insert into keys (id, team_id, kind, name, hash, prefix, last4)
     select $1, t.id, 'bootstrap', 'Bootstrap key', $2, $3, $4 from teams t order by t.created_at, t.id limit 1
     on conflict (hash) do nothing`,
    [newId("key", nowMs), hash, key.slice(0, 4), key.slice(-4)],
  );
  const [row] = await db.query<{ id: string }>("select id from keys where hash = $1", [hash]);
  if (!row) throw new RouterError("internal", "the bootstrap key needs a team: run the seed first");
  return row;
}

/** Half the cost of a hash object; Node has it from 20.12 on. */
const oneShot = (crypto as Partial<typeof crypto>).hash;

/** SHA-256 of a presented key: what is stored and looked up. Keys are random, so a slow hash would add nothing. */
export function hashKey(text: string): Buffer {
  return oneShot ? oneShot("sha256", text, "buffer") : createHash("sha256").update(text, "utf8").digest();
}

function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte & 31]).join("");
}
