import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RouterError } from "../errors";
import { perProcess } from "../process";

/**
 * The installation's secret (signs sessions, encrypts credentials): FAIRLEAD_SECRET, or when embedded one that is
 * made on first use and kept in the data directory, readable by its owner only.
 */
export function secretOf(settings: { secret: string | null; dataDir: string }): string {
  return settings.secret ?? perProcess(`secret:${settings.dataDir}`, () => keptSecret(settings.dataDir));
}

function keptSecret(dataDir: string): string {
  const path = join(dataDir, "secret");
  try {
    mkdirSync(dataDir, { recursive: true });
    return read(path) ?? make(path);
  } catch (cause) {
    throw new RouterError(
      "internal",
      `the secret in ${path} cannot be kept: make the directory writable, set FAIRLEAD_DATA_DIR to one that is, or set FAIRLEAD_SECRET.`,
      {},
      cause,
    );
  }
}

function read(path: string): string | null {
  try {
    const secret = readFileSync(path, "utf8").trim();
    if (secret.length < 32) throw new Error("the file holds fewer than 32 characters");
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Written beside and linked into place: whoever is second finds a whole file, never half of one. */
function make(path: string): string {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(draft);
  }
  return read(path)!;
}
