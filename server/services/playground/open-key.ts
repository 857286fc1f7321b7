import { and, eq, lte } from "drizzle-orm";
import { keys } from "@/db/schema";
import { mintKey } from "@/server/auth/api-key";
import type { Runtime } from "@/server/runtime";

const KEY_MINUTES = 10;

/**
 * A key for one browser's runs: kind `session`, ten minutes, in its user's name. The playground calls the public API
 * with it, so that what it shows is what a program gets. The user's earlier ones that have expired are deleted.
 */
export async function openPlaygroundKey(
  { db, clock }: Pick<Runtime, "db" | "clock">,
  { teamId, userId }: { teamId: string; userId: string },
): Promise<{ secret: string; expiresAt: number }> {
  await db.orm
    .delete(keys)
    .where(
      and(eq(keys.createdBy, userId), eq(keys.kind, "session"), lte(keys.expiresAt, new Date(clock.now()))),
    );
  const expiresAt = clock.now() + KEY_MINUTES * 60_000;
  const { secret } = await mintKey(
    db,
    { teamId, name: "Playground", createdBy: userId, expiresAt: new Date(expiresAt), kind: "session" },
    clock.now(),
  );
  return { secret, expiresAt };
}
