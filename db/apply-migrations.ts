import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { RouterError } from "@/server/platform/errors";
import type { Database, Queryable } from "./client";

/** Any fixed number that no other user of the database takes: the lock of Fairlead's migrations. */
const LOCK = 4_701_190_002;
/** Where drizzle's own migrator keeps its list, so that its tools read ours. */
const TABLE = `drizzle.__drizzle_migrations`;

type Migration = ReturnType<typeof readMigrationFiles>[number];

/**
 * Brings the schema up to date. Safe when several processes start at once: one applies, in one transaction under an
 * advisory lock, the others wait and find nothing left. Costs one query when there is nothing to do.
 */
export async function migrate(database: Database, folder = migrationsFolder()): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  const newest = migrations.at(-1)?.folderMillis ?? 0;
  if ((await lastApplied(database)) >= newest) return;
  await database.transaction(async (tx) => {
    await tx.query("select set_config('statement_timeout', '0', true), pg_advisory_xact_lock($1)", [LOCK]);
    await tx.query("create schema if not exists drizzle");
    await tx.query(
      `create table if not exists ${TABLE} (id serial primary key, hash text not null, created_at bigint)`,
    );
    const done = await lastApplied(tx);
    for (const migration of migrations) if (migration.folderMillis > done) await apply(tx, migration);
  });
}

async function apply(tx: Queryable, migration: Migration): Promise<void> {
  for (const statement of migration.sql) await tx.query(statement);
  await tx.query(`insert into ${TABLE} (hash, created_at) values ($1, $2)`, [
    migration.hash,
    migration.folderMillis,
  ]);
}

async function lastApplied(db: Queryable): Promise<number> {
  const [table] = await db.query<{ known: boolean }>("select to_regclass($1) is not null as known", [TABLE]);
  if (!table?.known) return 0;
  const [row] = await db.query<{ last: number | null }>(`select max(created_at) as last from ${TABLE}`);
  return row?.last ?? 0;
}

/** `db/migrations` of the installation: below the working directory, or found upwards from this file (or its bundle). */
function migrationsFolder(): string {
  for (const start of startingPoints()) {
    const folder = join(start, "db", "migrations");
    if (existsSync(join(folder, "meta", "_journal.json"))) return folder;
  }
  throw new RouterError(
    "internal",
    "The folder db/migrations was not found: start Fairlead from its own directory.",
  );
}

function* startingPoints(): Generator<string> {
  yield process.cwd();
  const own = import.meta.url; // a bundler may have put something else than a file here
  if (!own.startsWith("file:")) return;
  for (
    let folder = dirname(fileURLToPath(own)), last = "";
    folder !== last;
    last = folder, folder = dirname(folder)
  )
    yield folder;
}
