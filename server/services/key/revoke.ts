import { and, eq, isNull, ne } from "drizzle-orm";
import { adminEvents, keys } from "@/db/schema";
import { RouterError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Runtime } from "@/server/runtime";
import type { Actor } from "./actor";

/**
 * Ends a key for good: this process refuses it at once, every other within the key cache's five seconds. One that is
 * revoked already stays as it is and leaves no second entry. Throws `not-found` for a key of another team.
 */
export async function revokeKey(
  { db, clock, keys: cache }: Pick<Runtime, "db" | "clock" | "keys">,
  { teamId, userId }: Actor,
  id: string,
): Promise<void> {
  const own = and(eq(keys.id, id), eq(keys.teamId, teamId), ne(keys.kind, "session"));
  await db.transaction(async ({ orm }) => {
    const revokedAt = new Date(clock.now());
    // The row is taken by the update itself, so that of two who revoke together one writes the entry.
    const [revoked] = await orm
      .update(keys)
      .set({ revokedAt })
      .where(and(own, isNull(keys.revokedAt)))
      .returning({ name: keys.name, last4: keys.last4 });
    if (!revoked) {
      const [known] = await orm.select({ id: keys.id }).from(keys).where(own);
      if (known) return;
      throw new RouterError("not-found", "Your team has no key with this id.");
    }
    await orm.insert(adminEvents).values({
      id: newId("evt", clock.now()),
      teamId,
      actor: userId,
      action: "key.revoke",
      subject: id,
      before: { ...revoked, revokedAt: null },
      after: { ...revoked, revokedAt: revokedAt.toISOString() },
    });
  });
  cache.clear();
}
