import { neonConfig, Pool, types } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-serverless";
import type { Pool as PgPool } from "pg";
import type { Database, DatabaseOptions, Orm } from "../client";
import * as schema from "../schema";
import { openPool } from "./pool";
import { INT8_OID } from "./types";

/** The driver's own limit: its pooler takes no start-up parameters, so the server cannot be told one. */
const QUERY_TIMEOUT_MS = 12_000;

/** Neon over WebSocket: for functions, which cannot hold TCP connections. Statements are never named: its pooler may switch sessions. */
export async function openNeon(options: DatabaseOptions): Promise<Database> {
  // Node has a WebSocket of its own from 22 on; older ones need the package.
  neonConfig.webSocketConstructor = globalThis.WebSocket ?? (await import("ws")).default;
  if (options.neonWsProxy) useBridge(options.neonWsProxy);
  const pool = new Pool({
    connectionString: options.url!,
    max: options.poolMax ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 10_000,
    query_timeout: options.queryTimeoutMs ?? QUERY_TIMEOUT_MS,
    types: {
      getTypeParser: (oid: number, format?: string) =>
        oid === INT8_OID ? Number : types.getTypeParser(oid, format as "text"),
    } as never,
  });
  return openPool({
    driver: "neon",
    pool: pool as unknown as PgPool,
    url: options.url!,
    prepare: false,
    ormOf: (client) => drizzle(client as never, { schema }) as unknown as Orm,
  });
}

/** A plain bridge (`ws://…?address=host:port`) in front of any PostgreSQL, instead of Neon's proxy over TLS. */
function useBridge(address: string): void {
  neonConfig.wsProxy = (host, port) =>
    `${address}${address.includes("?") ? "&" : "?"}address=${host}:${port}`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineTLS = false;
  neonConfig.pipelineConnect = false;
}
