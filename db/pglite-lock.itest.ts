import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { holdLock } from "./pid-lock";
import { openDatabase } from "./client";

/** Opens the embedded database in a process of its own, says so, and keeps it until it is told to end. */
const HOLDER = `
import { openDatabase } from "./db/client";
openDatabase({ driver: "pglite", url: null, dataDir: process.argv[1] })
  .then(async (db) => {
    await db.query("create table if not exists kept (n int)");
    console.log("open " + process.pid);
    process.stdin.once("data", () => db.close().then(() => process.exit(0)));
  })
  .catch((error) => { console.log("refused " + error.message); process.exit(1); });
`;

const { dump } = inject("testDatabase");

/** Once is enough: nothing here changes with the other drivers. */
describe.skipIf(dump === null)("the embedded database's lock", () => {
  let dir: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "fairlead-lock-"));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(dir, { recursive: true, force: true });
  });

  /** Files that open at once: making them anew takes seconds, and is what the first start's test is about. */
  const prepare = async () => {
    const startFrom = new Blob([readFileSync(dump!)]);
    await (await openDatabase({ driver: "pglite", url: null, dataDir: dir, startFrom })).close();
  };

  /** Its first line of output. */
  async function start(): Promise<{ child: ChildProcess; line: string }> {
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", HOLDER, dir], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    children.push(child);
    const [line] = (await once(createInterface(child.stdout!), "line")) as [string];
    return { child, line };
  }

  const end = async (child: ChildProcess, how: () => void) => {
    const gone = once(child, "exit");
    how();
    await gone;
  };

  it(
    "refuses a second process, naming the first and the way out, and lets it in once the first has closed",
    { timeout: 120_000 },
    async () => {
      await prepare();
      const first = await start();
      expect(first.line).toBe(`open ${first.child.pid}`);
      const second = await start();
      expect(second.line).toContain(`refused The embedded database is in use by process ${first.child.pid} `);
      expect(second.line).toContain("set FAIRLEAD_DATA_DIR to another directory, or set DATABASE_URL");
      await end(first.child, () => first.child.stdin!.write("\n"));
      expect(existsSync(join(dir, "db.lock"))).toBe(false);
      const third = await start();
      expect(third.line).toBe(`open ${third.child.pid}`);
    },
  );

  it(
    "a killed process leaves a lock that the next one takes over, with its data",
    { timeout: 120_000 },
    async () => {
      const first = await start();
      await end(first.child, () => first.child.kill("SIGKILL"));
      expect(existsSync(join(dir, "db.lock"))).toBe(true);
      const db = await openDatabase({ driver: "pglite", url: null, dataDir: dir });
      expect(await db.query("select count(*) as n from kept")).toEqual([{ n: 0 }]);
      await expect(openDatabase({ driver: "pglite", url: null, dataDir: dir })).rejects.toThrow(
        "in use by this process",
      );
      await db.close();
      expect(existsSync(join(dir, "db.lock"))).toBe(false);
    },
  );

  const lockFile = (holder: object) => {
    const path = join(dir, "x.lock");
    writeFileSync(path, JSON.stringify(holder));
    return path;
  };

  it.skipIf(!existsSync("/proc/self/stat"))("a holder that ended but was never reaped is gone", async () => {
    const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 60"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(parent);
    const [pid] = (await once(createInterface(parent.stdout!), "line")) as [string];
    while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"))) await new Promise(setImmediate);
    const path = join(dir, "db.lock");
    writeFileSync(path, JSON.stringify({ pid: Number(pid), host: hostname(), started: null }));
    expect(() => holdLock(path).release()).not.toThrow();
  });

  it("a process number that was given to another process since (a reboot, a container) does not hold the lock", () => {
    holdLock(lockFile({ pid: process.pid, host: hostname(), started: "another-boot:1" })).release();
    holdLock(lockFile({ pid: process.ppid, host: hostname(), started: "another-boot:1" })).release();
  });

  it("a holder on another host is believed while its lock is fresh, and not after a minute of silence", () => {
    const path = lockFile({ pid: 1, host: "another-host", started: null });
    expect(() => holdLock(path)).toThrow("process 1 on another-host");
    const old = new Date(Date.now() - 61_000);
    utimesSync(path, old, old);
    holdLock(path).release();
  });

  it("a lock that is just being written is not taken over", () => {
    const path = join(dir, "x.lock");
    writeFileSync(path, "");
    expect(() => holdLock(path)).toThrow("just starting");
    const old = new Date(Date.now() - 3_000);
    utimesSync(path, old, old);
    const lock = holdLock(path);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid, host: hostname() });
    lock.release();
  });

  it("releasing never removes a lock that another process holds by now", () => {
    const path = join(dir, "x.lock");
    const lock = holdLock(path);
    writeFileSync(path, JSON.stringify({ pid: process.pid + 1, host: hostname(), started: null }));
    lock.release();
    expect(existsSync(path)).toBe(true);
  });

  it("never touches a directory that holds other files", async () => {
    mkdirSync(join(dir, "db"));
    writeFileSync(join(dir, "db", "client.ts"), "mine");
    await expect(openDatabase({ driver: "pglite", url: null, dataDir: dir })).rejects.toThrow(
      "holds files that are no database",
    );
    expect(readFileSync(join(dir, "db", "client.ts"), "utf8")).toBe("mine");
    expect(existsSync(join(dir, "db.lock"))).toBe(false);
  });

  it("a data directory that cannot be written is refused with the way out", async () => {
    const path = join(dir, "file");
    writeFileSync(path, "");
    await expect(openDatabase({ driver: "pglite", url: null, dataDir: path })).rejects.toThrow(
      /cannot be written \(E\w+\): give this user write access, or set FAIRLEAD_DATA_DIR/,
    );
    if (userInfo().uid === 0) return; // root writes everywhere
    chmodSync(dir, 0o500);
    await expect(openDatabase({ driver: "pglite", url: null, dataDir: dir })).rejects.toThrow("EACCES");
    chmodSync(dir, 0o700);
    expect(statSync(dir).isDirectory()).toBe(true);
  });
});
