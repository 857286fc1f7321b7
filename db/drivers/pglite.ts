import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { isRouterError, RouterError } from "@/server/platform/errors";
import type { Database, DatabaseOptions, Orm, Queryable } from "../client";
import { holdLock, type HeldLock } from "../pid-lock";
import * as schema from "../schema";
import { makeFiles } from "./pglite-files";
import { throwPlain } from "./plain-error";
import { INT8_OID } from "./types";

/** PostgreSQL's own default of 128 MB would be most of this process's memory; one client needs far less. */
const SHARED_BUFFERS = "16MB";

/** The embedded database: PostgreSQL in this process, its files in `<dataDir>/db`, one process at a time. */
export async function openPglite(options: DatabaseOptions): Promise<Database> {
  const { dataDir } = options;
  const lock = dataDir === null ? null : await lockDirectory(dataDir);
  try {
    if (dataDir !== null && !options.startFrom) await makeFiles(join(dataDir, "db"));
    const client = await PGlite.create({
      startParams: [...PGlite.defaultStartParams, "-c", `shared_buffers=${SHARED_BUFFERS}`],
      dataDir: dataDir === null ? undefined : join(dataDir, "db"),
      parsers: { [INT8_OID]: Number },
      loadDataDir: options.startFrom,
    });
    return databaseOn(client, lock);
  } catch (cause) {
    lock?.release();
    if (isRouterError(cause)) throw cause;
    throw new RouterError(
      "internal",
      `The embedded database in ${join(dataDir ?? "memory", "db")} cannot be opened: its files may be damaged or from another version. Restore a copy, or move the directory away to start empty.`,
      {},
      cause,
    );
  }
}

async function lockDirectory(dataDir: string): Promise<HeldLock> {
  try {
    await mkdir(dataDir, { recursive: true });
    return holdLock(join(dataDir, "db.lock"));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (typeof code !== "string") throw cause;
    throw new RouterError(
      "internal",
      `The data directory ${dataDir} cannot be written (${code}): give this user write access, or set FAIRLEAD_DATA_DIR to another directory.`,
      {},
      cause,
    );
  }
}

function databaseOn(client: PGlite, lock: HeldLock | null): Database {
  return {
    driver: "pglite",
    orm: drizzle(client, { schema }) as unknown as Orm,
    query: (text, params) => run(client, text, params),
    transaction: (work) => client.transaction((tx) => work(queryableOn(tx))),
    close: async () => {
      await client.close();
      lock?.release();
    },
  };
}

async function run<T>(client: PGlite | Transaction, text: string, params?: unknown[]): Promise<T[]> {
  return (await client.query<T>(text, params).catch(throwPlain)).rows;
}

/** PGlite runs one transaction at a time: a query beside an open one would wait for it for ever. */
function queryableOn(client: Transaction): Queryable {
  const tx: Queryable = {
    driver: "pglite",
    orm: drizzle(client as unknown as PGlite, { schema }) as unknown as Orm,
    query: (text, params) => run(client, text, params),
    transaction: (work) => work(tx),
  };
  return tx;
}
