import { loadSettings } from "@/server/platform/settings";
import { loadEnvFile } from "@/server/platform/settings/env-file";
import { isRouterError } from "@/server/platform/errors";
import { migrate, openDatabase } from "./client";

/** `npm run db:migrate`: brings the database that the environment names up to date, then ends. */
async function main(): Promise<void> {
  loadEnvFile(process.env);
  const settings = loadSettings(process.env);
  const database = await openDatabase({
    driver: settings.databaseDriver,
    url: settings.databaseUrl,
    dataDir: settings.dataDir,
    neonWsProxy: settings.neonWsProxy,
  });
  try {
    await migrate(database);
    process.stdout.write(`The schema is up to date (${settings.databaseDriver}).\n`);
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${isRouterError(error) ? error.message : String((error as Error)?.stack ?? error)}\n`,
  );
  process.exitCode = 1;
});
