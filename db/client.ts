import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Settings } from "@/server/platform/settings";
import { perProcess, forgetPerProcess } from "@/server/platform/process";
import { migrate } from "./apply-migrations";
import type * as schema from "./schema";

export { migrate } from "./apply-migrations";

export type DatabaseDriver = Settings["databaseDriver"];
export type Orm = PgDatabase<PgQueryResultHKT, typeof schema>;

/** What a verb needs: the database itself or an open transaction, which look the same. */
export interface Queryable {
  driver: DatabaseDriver;
  orm: Orm;
  /**
   * Runs hand-written SQL. int8 comes as number, timestamptz as Date, json parsed, bytea as bytes. A `name` (for
   * constant, hot texts only) keeps the statement prepared on its connection where the driver can.
   */
  query<T = Record<string, unknown>>(text: string, params?: unknown[], name?: string): Promise<T[]>;
  /** Runs `work` in a transaction, or in the one that is already open. Inside it use only what it is given. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
}

export interface Database extends Queryable {
  close(): Promise<void>;
}

export interface DatabaseOptions {
  driver: DatabaseDriver;
  url: string | null;
  /** Where PGlite keeps its files; null keeps them in memory (tests). */
  dataDir: string | null;
  poolMax?: number;
  prepare?: boolean;
  neonWsProxy?: string | null;
  /** How long one statement may take before the driver gives up on it; the drivers have their own default. */
  queryTimeoutMs?: number;
  /** A dump (`dumpDataDir`) that an empty PGlite starts from instead of `initdb`. */
  startFrom?: Blob;
}

/** Opens the database and checks that it answers. Throws `RouterError` with the way out, never with credentials. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  switch (options.driver) {
    case "pglite":
      return (await import("./drivers/pglite")).openPglite(options);
    case "pg":
      return (await import("./drivers/pg")).openPg(options);
    case "neon":
      return (await import("./drivers/neon")).openNeon(options);
  }
}

/** The process's one database, opened and migrated on first use; a failed start is forgotten, so it can be retried. */
export function databaseOf(settings: Settings): Promise<Database> {
  return perProcess("database", async () => {
    try {
      const database = await openDatabase({
        driver: settings.databaseDriver,
        url: settings.databaseUrl,
        dataDir: settings.dataDir,
        poolMax: settings.databasePoolMax,
        prepare: settings.databasePrepare,
        neonWsProxy: settings.neonWsProxy,
      });
      await migrate(database);
      return database;
    } catch (error) {
      forgetPerProcess("database");
      throw error;
    }
  });
}
