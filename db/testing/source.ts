import type { DatabaseDriver } from "../client";

/** What a worker needs to make databases of its own. */
export interface TestDatabaseSource {
  driver: DatabaseDriver;
  /** PGlite: the file of a migrated database. */
  dump: string | null;
  /** Servers: a superuser's URL; `fairlead_template` beside it is migrated. */
  url: string | null;
  neonWsProxy: string | null;
}

declare module "vitest" {
  interface ProvidedContext {
    testDatabase: TestDatabaseSource;
  }
}

export const TEMPLATE = "fairlead_template";
