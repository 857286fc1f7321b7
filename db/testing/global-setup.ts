import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { migrate, openDatabase, type DatabaseDriver, type Queryable } from "../client";
import { startPostgres } from "./embedded-postgres";
import { TEMPLATE } from "./source";
import { startBridge } from "./websocket-bridge";

const MIGRATIONS = join("db", "migrations");
const CACHE = join("node_modules", ".cache", "fairlead");

/** Once per run: TEST_DATABASE (pglite, pg or neon) says on what the integration tests run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const driver = (process.env.TEST_DATABASE || "pglite") as DatabaseDriver;
  if (driver === "pglite") {
    project.provide("testDatabase", { driver, dump: await migratedDump(), url: null, neonWsProxy: null });
    return () => Promise.resolve();
  }
  const server = await startPostgres({ fsync: "off", max_connections: "200" });
  const url = new URL(server.url);
  const bridge = driver === "neon" ? await startBridge({ host: url.hostname, port: Number(url.port) }) : null;
  await makeTemplate(server.url);
  project.provide("testDatabase", {
    driver,
    dump: null,
    url: server.url,
    neonWsProxy: bridge?.address ?? null,
  });
  return async () => {
    await bridge?.stop();
    await server.stop();
  };
}

async function makeTemplate(url: string): Promise<void> {
  const admin = await openDatabase({ driver: "pg", url, dataDir: null });
  await admin.query(`create database ${TEMPLATE}`);
  await admin.close();
  const templateUrl = new URL(url);
  templateUrl.pathname = `/${TEMPLATE}`;
  const template = await openDatabase({ driver: "pg", url: templateUrl.href, dataDir: null });
  await migrate(template);
  await template.close();
}

/** Making a migrated PGlite takes seconds, loading its dump a fraction: kept until a migration changes. */
async function migratedDump(): Promise<string> {
  const hash = createHash("sha256").update(
    readFileSync(join("node_modules", "@electric-sql", "pglite", "package.json")),
  );
  for (const name of readdirSync(MIGRATIONS).filter((file) => file.endsWith(".sql")))
    hash.update(readFileSync(join(MIGRATIONS, name)));
  const path = join(CACHE, `pglite-${hash.digest("hex").slice(0, 16)}.tar`);
  if (existsSync(path)) return path;
  const client = await PGlite.create();
  const query: Queryable["query"] = async <T>(text: string, params?: unknown[]) =>
    (await client.query<T>(text, params)).rows;
  const tx = { driver: "pglite", query } as Queryable;
  await migrate({ ...tx, transaction: (work) => work(tx), close: () => client.close() });
  const dump = await client.dumpDataDir("none");
  await client.close();
  mkdirSync(CACHE, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
  renameSync(draft, path); // whole or not at all: another run may be looking for it
  return path;
}
