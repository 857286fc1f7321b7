import { once } from "node:events";
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { RouterError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";

/** Plain JavaScript, since a worker made from text passes through no compiler. */
const MAKE = `
const { workerData } = require("node:worker_threads");
const { PGlite } = require(workerData.pglite);
PGlite.create(workerData.path).then((client) => client.close());
`;

/**
 * Makes the files of a new database before it is opened. In a thread of its own, because making them takes seconds of
 * computing and twice the memory of serving them, which the thread's end gives back; and under another name until they
 * are whole, so that a start that was cut off leaves nothing that looks like a database. Where a thread cannot be had,
 * PGlite makes the files itself when it opens them.
 */
export async function makeFiles(path: string): Promise<void> {
  if (existsSync(join(path, "PG_VERSION"))) return;
  if (existsSync(path) && readdirSync(path).length > 0) {
    throw new RouterError(
      "conflict",
      `${path} holds files that are no database: set FAIRLEAD_DATA_DIR to a directory of its own, or move them away.`,
    );
  }
  const draft = `${path}.new`;
  rmSync(draft, { recursive: true, force: true });
  try {
    const pglite = createRequire(join(process.cwd(), "package.json")).resolve("@electric-sql/pglite");
    const worker = new Worker(MAKE, { eval: true, workerData: { pglite, path: draft } });
    const [code] = (await once(worker, "exit")) as [number];
    if (code !== 0) throw new Error(`the thread ended with code ${code}`);
    if (existsSync(path)) rmdirSync(path); // an empty one: Windows does not rename onto it
    renameSync(draft, path);
  } catch (error) {
    log.debug({ err: error }, "the embedded database's files are made in the main thread");
    rmSync(draft, { recursive: true, force: true });
  }
}
