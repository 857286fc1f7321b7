import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { inject } from "vitest";
import { openDatabase, type Database, type DatabaseOptions } from "./client";
import { TEMPLATE } from "./testing/source";

/**
 * A migrated, empty database of the caller's own, on what TEST_DATABASE asks for. Close it in `afterAll`: that also
 * removes it.
 */
export async function testDatabase(): Promise<Database> {
  const { options, drop } = await testDatabaseOptions();
  const database = await openDatabase(options);
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** The same as options to open, for tests that open it themselves or several times. PGlite is then in memory. */
export async function testDatabaseOptions(): Promise<{
  options: DatabaseOptions;
  drop: () => Promise<void>;
}> {
  const { driver, dump, url, neonWsProxy } = inject("testDatabase");
  if (driver === "pglite") {
    const startFrom = new Blob([readFileSync(dump!)]);
    return { options: { driver, url: null, dataDir: null, startFrom }, drop: () => Promise.resolve() };
  }
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(url!, `create database ${name} template ${TEMPLATE}`);
  const own = new URL(url!);
  own.pathname = `/${name}`;
  return {
    options: { driver, url: own.href, dataDir: null, neonWsProxy },
    drop: () => asAdmin(url!, `drop database ${name} with (force)`),
  };
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const admin = await openDatabase({ driver: "pg", url, dataDir: null, poolMax: 1 });
  try {
    await admin.query(statement);
  } finally {
    await admin.close();
  }
}
