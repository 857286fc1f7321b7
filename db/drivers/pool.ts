import type { Pool, PoolClient } from "pg";
import { log } from "@/server/platform/log";
import { RouterError } from "@/server/platform/errors";
import type { Database, DatabaseDriver, Orm, Queryable } from "../client";
import { throwPlain } from "./plain-error";

/** What `pg` and Neon's driver share: Neon's Pool speaks `pg`'s interface over a WebSocket. */
export interface PoolDriver {
  driver: DatabaseDriver;
  pool: Pool;
  url: string;
  prepare: boolean;
  ormOf(client: Pool | PoolClient): Orm;
}

export async function openPool(options: PoolDriver): Promise<Database> {
  const { pool, driver } = options;
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on("error", (error) => log.warn({ code: codeOf(error) }, "an idle database connection broke"));
  try {
    await pool.query("select 1");
  } catch (cause) {
    await pool.end().catch(() => undefined);
    throw unreachable(options.url, cause);
  }
  return {
    driver,
    orm: options.ormOf(pool),
    query: (text, params, name) => run(pool, text, params, options.prepare ? name : undefined),
    transaction: (work) => inTransaction(options, work),
    close: () => pool.end(),
  };
}

/** Inside a transaction the server's own limit holds alone, since a migration lifts it. */
const NO_LIMIT_MS = 2_147_483_647;

async function run<T>(
  client: Pool | PoolClient,
  text: string,
  values: unknown[] | undefined,
  name: string | undefined,
  limit = {},
) {
  const result = await client.query({ text, values, name, ...limit }).catch(throwPlain);
  return result.rows as T[];
}

async function inTransaction<T>(options: PoolDriver, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await options.pool.connect();
  const tx: Queryable = {
    driver: options.driver,
    orm: options.ormOf(client),
    query: (text, params, name) =>
      run(client, text, params, options.prepare ? name : undefined, { query_timeout: NO_LIMIT_MS }),
    transaction: (inner) => inner(tx),
  };
  try {
    await client.query("begin");
    const result = await work(tx);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot roll back is in an unknown state and leaves the pool.
    await client.query("rollback").then(
      () => client.release(),
      (broken: unknown) => client.release(broken instanceof Error ? broken : true),
    );
    throw error;
  }
}

/** Names the server and the cause; the user, the password and the query string stay out. */
function unreachable(url: string, cause: unknown): RouterError {
  const { hostname, port, pathname } = new URL(url);
  const server = `${hostname || "localhost"}${port ? `:${port}` : ""}${pathname}`;
  const code = codeOf(cause);
  const what = HINTS[code] ?? "check DATABASE_URL, that the server runs, and that this machine may reach it";
  return new RouterError(
    "internal",
    `The database at ${server} does not answer (${code}): ${what}.`,
    {},
    cause,
  );
}

const HINTS: Record<string, string> = {
  "28P01": "the password or the user in DATABASE_URL is wrong",
  "28000": "the server refuses this user or wants TLS (add ?sslmode=require)",
  "3D000": "this database does not exist: create it, or correct the name in DATABASE_URL",
  "53300": "the server has no free connections: lower DATABASE_POOL_MAX or raise its max_connections",
  ENOTFOUND: "the host name in DATABASE_URL cannot be resolved",
  ECONNREFUSED: "nothing listens there: start the server, or correct host and port in DATABASE_URL",
};

function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown[] };
  if (typeof code === "string") return code;
  return errors?.[0] ? codeOf(errors[0]) : "no connection";
}
