import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { members, sessions, teams, users } from "@/db/schema";
import type { Clock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";

/** Who is signed in, and the team whose rows they may see. */
export interface Viewer {
  userId: string;
  sessionId: string;
  name: string;
  email: string;
  team: { id: string; name: string; role: "owner" | "admin" | "member" | "viewer" } | null;
}

/** The person behind a session that is neither expired nor revoked; null otherwise. */
export async function checkSession(db: Database, clock: Clock, sessionId: string): Promise<Viewer | null> {
  const [row] = await db.orm
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      teamId: teams.id,
      teamName: teams.name,
      role: members.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(members, eq(members.userId, users.id))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, new Date(clock.now())),
      ),
    )
    .orderBy(asc(members.createdAt), asc(members.teamId))
    .limit(1);
  if (!row) return null;
  const { userId, name, email, teamId, teamName, role } = row;
  const team = teamId && teamName && role ? { id: teamId, name: teamName, role } : null;
  return { userId, sessionId, name: name ?? email, email, team };
}

export const SESSION_SECONDS = 30 * 24 * 3600;

/** A new signed-in browser; gives the `sid` that its token carries. */
export async function openSession(db: Database, clock: Clock, userId: string): Promise<string> {
  const id = newId("ses", clock.now());
  await db.orm.insert(sessions).values({
    id,
    userId,
    expiresAt: new Date(clock.now() + SESSION_SECONDS * 1000),
  });
  return id;
}

/** Revokes a session; one that is closed already stays as it is. */
export async function closeSession(db: Database, clock: Clock, sessionId: string): Promise<void> {
  await db.orm
    .update(sessions)
    .set({ revokedAt: new Date(clock.now()) })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
}
