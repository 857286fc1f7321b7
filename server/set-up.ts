import type { Database } from "@/db/client";
import { seedTeam } from "@/db/seed";
import { installBootstrapKey } from "@/server/auth/api-key";
import { setupToken } from "@/server/auth/setup-token";
import type { Settings } from "@/server/platform/settings";
import { mintFirstKey } from "./first-key";

/**
 * Makes a migrated database ready for use where no `npm start` ever runs (serverless functions): the first team, the
 * operator's key or a first one, and what a person needs to sign in. Again is harmless: a key is shown when it is made.
 *
 * @returns What to print.
 */
export async function setUp(
  db: Database,
  secret: string,
  { bootstrapKey, publicUrl }: Pick<Settings, "bootstrapKey" | "publicUrl">,
): Promise<string> {
  await seedTeam(db);
  if (bootstrapKey !== null) await installBootstrapKey(db, bootstrapKey);
  const newKey = await mintFirstKey(db);
  const [user] = await db.query("select 1 from users limit 1");
  const known =
    bootstrapKey === null
      ? "there is one already; the console makes more"
      : "the one in FAIRLEAD_BOOTSTRAP_KEY";
  const signIn = user ? "/console" : `/sign-in?token=${setupToken(secret)}`;
  return [
    `The database (${db.driver}) is up to date.`,
    `  API key   ${newKey === null ? known : `${newKey}   (shown once: keep it)`}`,
    `  Console   ${publicUrl ?? ""}${signIn}${publicUrl === null ? "   (below the address of your deployment)" : ""}`,
  ].join("\n");
}
