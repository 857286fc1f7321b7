/** `npm run setup`: migrates the database that the environment names, and prints a first key and where to sign in. */
import { databaseOf } from "@/db/client";
import { isRouterError } from "@/server/platform/errors";
import { loadSettings } from "@/server/platform/settings";
import { loadEnvFile } from "@/server/platform/settings/env-file";
import { secretOf } from "@/server/platform/settings/secret";
import { setUp } from "@/server/set-up";

async function main(): Promise<void> {
  loadEnvFile(process.env);
  const settings = loadSettings(process.env);
  const secret = secretOf(settings);
  const db = await databaseOf(settings);
  try {
    process.stdout.write(`${await setUp(db, secret, settings)}\n`);
  } finally {
    await db.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${isRouterError(error) ? error.message : String((error as Error)?.stack ?? error)}\n`,
  );
  process.exitCode = 1;
});
