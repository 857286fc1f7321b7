import { users } from "@/db/schema";
import { isSetupToken } from "@/server/auth/setup-token";
import { RouterError } from "@/server/platform/errors";
import type { Runtime } from "@/server/runtime";

/** Nobody can sign in yet: whoever holds the set-up token creates the owner. */
export async function needsOwner({ db }: Pick<Runtime, "db">): Promise<boolean> {
  const [first] = await db.orm.select({ id: users.id }).from(users).limit(1);
  return first === undefined;
}

/** Throws unless the owner may be created now, by somebody who shows the token. */
export async function checkSetup(runtime: Pick<Runtime, "db" | "secret">, token: string): Promise<void> {
  if (!(await needsOwner(runtime)))
    throw new RouterError("conflict", "The owner account exists already. Sign in instead.");
  if (!isSetupToken(token.trim(), runtime.secret))
    throw new RouterError(
      "forbidden",
      "This is not the set-up token of this installation. Copy it from the console URL that Fairlead printed at its last start.",
    );
}
