import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { RouterError } from "@/server/platform/errors";
import { perProcess } from "@/server/platform/process";

/** Who holds the directory. `started` tells this process from a later one that was given the same number. */
interface Holder {
  pid: number;
  host: string;
  started: string | null;
}

export interface HeldLock {
  release(): void;
}

const HEARTBEAT_MS = 10_000;
/** A holder on another host (a container that shares the volume) cannot be looked up; its silence has to do. */
const SILENT_MS = 60_000;
/** A lock without content is being written, unless it has been so for this long. */
const WRITING_MS = 2_000;

const heldHere = (): Set<string> => perProcess("pid-locks", () => new Set<string>());

/**
 * Takes the lock file or throws `conflict`, naming the holder and the way out. A lock whose process is gone is
 * taken over. Released by `release()` and at the process's exit; a killed process leaves a lock that is stale.
 */
export function holdLock(path: string): HeldLock {
  if (heldHere().has(path)) throw inUse(path, `this process (${process.pid})`);
  const holder: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  if (!createLock(path, holder)) takeOver(path, holder);
  heldHere().add(path);
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS).unref();
  const release = () => {
    clearInterval(heartbeat);
    process.off("exit", release);
    if (heldHere().delete(path)) removeOwn(path);
  };
  process.on("exit", release);
  return { release };
}

function createLock(path: string, holder: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Looks and replaces under a directory of its own, whose making is atomic: of two heirs only one removes the lock. */
function takeOver(path: string, holder: Holder): void {
  const gate = `${path}.takeover`;
  if (ageMs(gate) > SILENT_MS) rmdirSync(gate);
  try {
    mkdirSync(gate);
  } catch {
    throw inUse(path, "another process that is just starting");
  }
  try {
    const current = readHolder(path);
    if (!current && ageMs(path) < WRITING_MS) throw inUse(path, "another process that is just starting");
    if (current && isAlive(current, path))
      throw inUse(path, `process ${current.pid}${current.host === hostname() ? "" : ` on ${current.host}`}`);
    removeFile(path);
    if (!createLock(path, holder)) throw inUse(path, "another process that is just starting");
  } finally {
    rmdirSync(gate);
  }
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) return ageMs(path) < SILENT_MS;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  if (isZombie(holder.pid)) return false;
  const started = startOf(holder.pid);
  if (started === null || holder.started === null) return holder.pid !== process.pid;
  return started === holder.started;
}

/** Ended, and only not yet noticed by its parent: in a container whose first process does not care, for ever. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.startsWith("Z", stat.lastIndexOf(")") + 2);
  } catch {
    return false;
  }
}

/** When a process started, as text that only equals itself: boot id and clock ticks on Linux, `ps` elsewhere. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${ticks}`;
  } catch {
    try {
      return (
        execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
          encoding: "utf8",
          stdio: ["ignore", "pipe", "ignore"],
        }).trim() || null
      );
    } catch {
      return null;
    }
  }
}

function readHolder(path: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(path, "utf8")) as Partial<Holder>;
    if (typeof holder.pid !== "number" || typeof holder.host !== "string") return null;
    return { pid: holder.pid, host: holder.host, started: holder.started ?? null };
  } catch {
    return null;
  }
}

function inUse(path: string, who: string): RouterError {
  return new RouterError(
    "conflict",
    `The embedded database is in use by ${who} (${path}). It serves one process: stop the other one, set FAIRLEAD_DATA_DIR to another directory, or set DATABASE_URL to share a PostgreSQL server.`,
  );
}

/** Removes the lock only while it still names us: an heir may have taken it over. */
function removeOwn(path: string): void {
  const holder = readHolder(path);
  if (holder?.pid === process.pid && holder.host === hostname()) removeFile(path);
}

function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return -1;
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The directory was removed under us: the database itself will say so.
  }
}
