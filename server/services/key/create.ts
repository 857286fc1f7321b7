import { z } from "zod";
import { adminEvents } from "@/db/schema";
import { mintKey } from "@/server/auth/api-key";
import { newId } from "@/server/platform/ids";
import type { Runtime } from "@/server/runtime";
import type { Actor } from "./actor";

export const keyInput = z.object({
  name: z.string().trim().min(1, "Give the key a name.").max(100, "Use at most 100 characters."),
});

/** A new key of the team. The secret is in this answer and nowhere else: neither the row nor the change trail holds it. */
export function createKey(
  { db, clock }: Pick<Runtime, "db" | "clock">,
  { teamId, userId }: Actor,
  { name }: z.infer<typeof keyInput>,
): Promise<{ id: string; name: string; secret: string }> {
  return db.transaction(async (tx) => {
    const { id, secret } = await mintKey(tx, { teamId, name, createdBy: userId }, clock.now());
    await tx.orm.insert(adminEvents).values({
      id: newId("evt", clock.now()),
      teamId,
      actor: userId,
      action: "key.create",
      subject: id,
      after: { name, last4: secret.slice(-4) },
    });
    return { id, name, secret };
  });
}
