import { and, desc, eq, ne, sql } from "drizzle-orm";
import { keys } from "@/db/schema";
import type { Runtime } from "@/server/runtime";

export type KeyState = "active" | "expired" | "revoked";

/** A key as the console shows it; the key itself is not stored, so it cannot be among the fields. */
export interface KeyRow {
  id: string;
  name: string;
  kind: "api" | "bootstrap";
  /** Its first characters, which are no secret. */
  prefix: string;
  last4: string;
  createdAt: string;
  /** To the hour; null: never. */
  lastUsedAt: string | null;
  state: KeyState;
}

export interface KeyList {
  rows: KeyRow[];
  /** There are more than are listed; the keys that still work come first. */
  truncated: boolean;
}

const ROWS_MAX = 500;

const FIELDS = {
  id: keys.id,
  name: keys.name,
  kind: keys.kind,
  prefix: keys.prefix,
  last4: keys.last4,
  createdAt: keys.createdAt,
  lastUsedAt: keys.lastUsedAt,
  expiresAt: keys.expiresAt,
  revokedAt: keys.revokedAt,
};

/** The team's keys that a person or the operator made, newest first, revoked ones last. The playground's own are left out. */
export async function listKeys(
  { db, clock }: Pick<Runtime, "db" | "clock">,
  teamId: string,
): Promise<KeyList> {
  const found = await db.orm
    .select(FIELDS)
    .from(keys)
    .where(and(eq(keys.teamId, teamId), ne(keys.kind, "session")))
    .orderBy(sql`${keys.revokedAt} is not null`, desc(keys.createdAt), desc(keys.id))
    .limit(ROWS_MAX + 1);
  const rows = found
    .slice(0, ROWS_MAX)
    .map(({ expiresAt, revokedAt, createdAt, lastUsedAt, kind, ...row }) => ({
      ...row,
      kind: kind === "bootstrap" ? kind : ("api" as const),
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      state: stateOf({ expiresAt, revokedAt }, clock.now()),
    }));
  return { rows, truncated: found.length > ROWS_MAX };
}

function stateOf(key: { expiresAt: Date | null; revokedAt: Date | null }, nowMs: number): KeyState {
  if (key.revokedAt) return "revoked";
  return key.expiresAt && key.expiresAt.getTime() <= nowMs ? "expired" : "active";
}
