import { users } from "@/db/schema";
import { isLocalVisit, isSetupToken } from "@/server/auth/setup-token";
import type { Visit } from "@/server/auth/visit";
import { RouterError } from "@/server/platform/errors";
import type { Runtime } from "@/server/runtime";

export interface SetupState {
  /** Nobody can sign in yet: the next one to come creates the owner. */
  needsOwner: boolean;
  /** The visitor may be anywhere, so the printed token is asked for. */
  needsToken: boolean;
}

export async function setupState(
  { db, settings }: Pick<Runtime, "db" | "settings">,
  visit: Visit,
): Promise<SetupState> {
  const [first] = await db.orm.select({ id: users.id }).from(users).limit(1);
  if (first) return { needsOwner: false, needsToken: false };
  const { host: listensOn, publicUrl } = settings;
  return { needsOwner: true, needsToken: !isLocalVisit({ listensOn, publicUrl, ...visit }) };
}

/** Throws `forbidden` unless this visitor may create the owner now. */
export async function checkSetup(
  runtime: Pick<Runtime, "db" | "settings" | "secret">,
  visit: Visit,
  token: string | null,
): Promise<void> {
  const { needsOwner, needsToken } = await setupState(runtime, visit);
  if (!needsOwner) throw new RouterError("conflict", "The owner account exists already. Sign in instead.");
  if (needsToken && !isSetupToken(token?.trim() ?? "", runtime.secret)) {
    throw new RouterError(
      "forbidden",
      "This is not the set-up token that Fairlead printed at its last start.",
    );
  }
}
