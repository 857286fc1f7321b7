import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { users } from "@/db/schema";
import type { TryLimit } from "./try-limit";
import { verifyPassword } from "./password";
import { RouterError } from "@/server/platform/errors";

export interface SignInLimits {
  perAccount: TryLimit;
  perAddress: TryLimit;
}

export interface SignInTry {
  email: string;
  password: string;
  address: string;
}

/** The account that matches, or null. Throws `rate-limited` after too many failures for the account or the address. */
export async function authenticate(
  db: Database,
  limits: SignInLimits,
  { email: typed, password, address }: SignInTry,
): Promise<{ id: string; name: string; email: string } | null> {
  const email = typed.trim().toLowerCase();
  const wait = Math.max(limits.perAccount.waitSeconds(email), limits.perAddress.waitSeconds(address));
  if (wait > 0) throw new RouterError("rate-limited", "Too many failed tries.", { retryAfterSeconds: wait });
  const [user] = await db.orm.select().from(users).where(eq(users.email, email)).limit(1);
  if (!(await verifyPassword(password, user?.passwordHash ?? null)) || !user) {
    limits.perAccount.count(email);
    limits.perAddress.count(address);
    return null;
  }
  limits.perAccount.forget(email);
  return { id: user.id, name: user.name ?? email, email };
}
