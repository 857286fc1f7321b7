import { execFile } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { RouterError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";

const execute = promisify(execFile);

/** Plain JavaScript, since a process that is given text runs no compiler. */
const MAKE = `
const [pglite, path] = process.argv.slice(1);
require(pglite).PGlite.create(path).then((client) => client.close());
`;

/**
 * Makes the files of a new database before it is opened. In a process of its own, because making them takes seconds of
 * computing and three times the memory of serving them, which only its end gives back; and under another name until
 * they are whole, so that a start that was cut off leaves nothing that looks like a database. Where a process cannot be
 * had, PGlite makes the files itself when it opens them.
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
    await execute(process.execPath, ["-e", MAKE, pglite, draft]);
    if (existsSync(path)) rmdirSync(path); // an empty one: Windows does not rename onto it
    renameSync(draft, path);
  } catch (error) {
    log.debug({ err: error }, "the embedded database's files are made in the serving process");
    rmSync(draft, { recursive: true, force: true });
  }
}
