import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Database, DatabaseOptions, Orm } from "../client";
import * as schema from "../schema";
import { INT8_OID } from "./types";
import { openPool } from "./pool";

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 10_000;

/** PostgreSQL over TCP: for servers, which keep connections. */
export function openPg(options: DatabaseOptions): Promise<Database> {
  const prepare = options.prepare ?? true;
  const pool = new pg.Pool({
    connectionString: options.url!,
    max: options.poolMax ?? 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: "fairlead",
    // A transaction pooler takes no start-up parameters; there the client's own limit has to do.
    statement_timeout: prepare ? STATEMENT_TIMEOUT_MS : undefined,
    query_timeout: STATEMENT_TIMEOUT_MS + 2_000,
    types: {
      getTypeParser: (oid, format) =>
        (oid === INT8_OID ? Number : pg.types.getTypeParser(oid, format)) as never,
    },
  });
  return openPool({
    driver: "pg",
    pool,
    url: options.url!,
    prepare,
    ormOf: (client) => drizzle(client, { schema }) as unknown as Orm,
  });
}
