import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { users } from "@/db/schema";
import { RouterError } from "@/server/platform/errors";
import { verifyPassword } from "./password";
import type { TryLimit } from "./try-limit";

export interface SignInLimits {
  perAccount: TryLimit;
  perAddress: TryLimit;
}

export interface SignInTry {
  email: string;
  password: string;
  /** Null where the connection is not ours to see: then the account's limit stands alone. */
  address: string | null;
}

/** The account that matches, or null. Throws `rate-limited` after too many failures for the account or the address. */
export async function checkPassword(
  db: Database,
  limits: SignInLimits,
  { email: typed, password, address }: SignInTry,
): Promise<{ id: string; name: string; email: string } | null> {
  const email = typed.trim().toLowerCase();
  const [user] = await db.orm.select().from(users).where(eq(users.email, email)).limit(1);
  countTry(limits, email, address);
  if (!(await verifyPassword(password, user?.passwordHash ?? null)) || !user) return null;
  limits.perAccount.forget(email);
  if (address !== null) limits.perAddress.takeBack(address);
  return { id: user.id, name: user.name ?? email, email };
}

/** Before the hash is worked out, in one step with the check: tries that are sent together must not all pass. */
function countTry({ perAccount, perAddress }: SignInLimits, email: string, address: string | null): void {
  const wait = Math.max(
    perAccount.waitSeconds(email),
    address === null ? 0 : perAddress.waitSeconds(address),
  );
  if (wait > 0) throw new RouterError("rate-limited", "Too many failed tries.", { retryAfterSeconds: wait });
  perAccount.count(email);
  if (address !== null) perAddress.count(address);
}
