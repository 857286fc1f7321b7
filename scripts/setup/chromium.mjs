import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createRequire } from "node:module";
import { runQuietly } from "./run.mjs";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** @returns {string | null} */
function systemChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = folders.flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** @param {string} root */
function hasOwnChromium(root) {
  const { chromium } = createRequire(join(root, "package.json"))("@playwright/test");
  return existsSync(chromium.executablePath());
}

/** @param {string} root */
async function aptInstall(root) {
  if (spawnSync("apt-get", ["--version"]).status !== 0) return;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const run = (label, ...words) => {
    const [command, ...args] =
      process.getuid?.() === 0 ? ["apt-get", ...words] : ["sudo", "-n", "apt-get", ...words];
    return runQuietly({ label, command, args, cwd: root, env });
  };
  await run("Reading Debian's package lists", "update", "-qq");
  await run("Installing chromium by apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium");
}

/**
 * A browser for the end-to-end tests: the one named by CHROMIUM_PATH, one that is there already, Playwright's own
 * download, or the distribution's package, in this order.
 * @param {string} root
 * @returns {Promise<{ path: string | null } | { problem: string }>} path null for Playwright's own
 */
export async function ensureChromium(root) {
  const named = process.env.CHROMIUM_PATH;
  if (named)
    return existsSync(named)
      ? { path: named }
      : { problem: `CHROMIUM_PATH names ${named}, which does not exist.` };
  if (hasOwnChromium(root)) return { path: null };
  const present = systemChromium();
  if (present) return { path: present };
  const playwright = createRequire(join(root, "package.json")).resolve("@playwright/test/cli");
  await runQuietly({
    label: "Downloading Chromium for Playwright",
    command: process.execPath,
    args: [playwright, "install", "chromium"],
    cwd: root,
  });
  if (hasOwnChromium(root)) return { path: null };
  await aptInstall(root);
  const installed = systemChromium();
  if (installed) return { path: installed };
  return {
    problem:
      "No Chromium for the end-to-end tests: Playwright's download and apt-get both failed.\n" +
      "Install chromium or Google Chrome, and name it with CHROMIUM_PATH if it is not on the PATH.",
  };
}
