import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { adminEvents, members, teams, users } from "@/db/schema";
import { hashPassword, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/server/auth/password";
import type { Clock } from "@/server/platform/clock";
import { RouterError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";

export const ownerInput = z.object({
  name: z.string().trim().min(1, "Enter your name.").max(100),
  email: z.string().trim().toLowerCase().pipe(z.email("Enter an e-mail address, as in ann@example.org.")),
  password: z
    .string()
    .min(PASSWORD_LENGTH_MIN, `Use at least ${PASSWORD_LENGTH_MIN} characters.`)
    .max(PASSWORD_LENGTH_MAX),
});

/** Any fixed number: whoever creates the first account holds it, so that two at once make one owner. */
const FIRST_ACCOUNT_LOCK = 0x0fa1_71ea;

/** The first account, owner of the oldest (seeded) team. Throws `conflict` when somebody was first. */
export async function createOwner(
  db: Database,
  clock: Clock,
  { name, email, password }: z.infer<typeof ownerInput>,
): Promise<{ email: string }> {
  const passwordHash = await hashPassword(password);
  return db.transaction(async ({ orm }) => {
    await orm.execute(sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`);
    const [taken] = await orm.select({ id: users.id }).from(users).limit(1);
    if (taken) throw new RouterError("conflict", "The owner account exists already. Sign in instead.");
    const [team] = await orm.select({ id: teams.id }).from(teams).orderBy(teams.createdAt, teams.id).limit(1);
    if (!team) throw new RouterError("internal", "the database was not seeded: it has no team");
    const userId = newId("usr", clock.now());
    await orm.insert(users).values({ id: userId, email, name, passwordHash });
    await orm.insert(members).values({ teamId: team.id, userId, role: "owner" });
    await orm.insert(adminEvents).values({
      id: newId("evt", clock.now()),
      teamId: team.id,
      actor: userId,
      action: "member.create",
      subject: userId,
      after: { email, name, role: "owner" },
    });
    return { email };
  });
}
