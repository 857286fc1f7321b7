import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runQuietly } from "./run.mjs";

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** @param {string} root @param {string} name @returns {string | null} the installed version */
function installedVersion(root, name) {
  try {
    return readJson(join(root, "node_modules", name, "package.json")).version;
  } catch {
    return null;
  }
}

/**
 * Packages whose installed version is not the pinned one. A range (`^1.0.0`) would never match: versions are pinned
 * exactly so that this check needs no resolver.
 * @param {string} root @param {{ dev: boolean }} options @returns {string[]} names
 */
export function missingDependencies(root, { dev }) {
  const manifest = readJson(join(root, "package.json"));
  const wanted = { ...manifest.dependencies, ...(dev ? manifest.devDependencies : {}) };
  return Object.keys(wanted).filter((name) => installedVersion(root, name) !== wanted[name]);
}

/** True when development packages are there, so that an install must not prune them. @param {string} root */
const hasDevelopmentInstall = (root) =>
  Object.keys(readJson(join(root, "package.json")).devDependencies ?? {}).some((name) =>
    existsSync(join(root, "node_modules", name, "package.json")),
  );

/** Each cause that npm's output can show, with what the user can do about it; the first match is said. */
const INSTALL_CAUSES = [
  {
    pattern: /EACCES|EPERM|EROFS/,
    advice:
      "This directory cannot be written to. Check its owner and permissions, or clone to a place that is yours.",
  },
  { pattern: /ENOSPC/, advice: "The disk is full. Free some space and run the command again." },
  {
    pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i,
    advice:
      "The npm registry cannot be reached. Check the connection (and a proxy: npm config set proxy URL), then run the command again. " +
      "On a machine without network, copy node_modules from one that has it and the same platform.",
  },
  {
    pattern: /E401|E403|ENEEDAUTH/,
    advice: "The npm registry refuses access. Check `npm config get registry` and the credentials for it.",
  },
  {
    pattern: /E404|ETARGET|ENOVERSIONS/,
    advice:
      "The npm registry does not have a pinned version. Check `npm config get registry`: a mirror may be out of date.",
  },
];

/** @param {string} output what npm printed @returns {string} what to tell the user */
export function installProblem(output) {
  const cause = INSTALL_CAUSES.find(({ pattern }) => pattern.test(output));
  const lines = output.split("\n").filter((line) => line.startsWith("npm error"));
  const shown = (lines.length > 0 ? lines : output.trim().split("\n").slice(-6)).slice(0, 6).join("\n");
  const advice = cause?.advice ?? "The message above is npm's own. `npm install` run by hand shows more.";
  return `Installing the dependencies failed.\n${shown}\n\n${advice}`;
}

/**
 * Installs what is missing at the pinned versions; a complete install is left alone.
 * @param {string} root @param {{ dev: boolean }} options @throws {Error} with a message for the user
 */
export async function ensureDependencies(root, { dev }) {
  const missing = missingDependencies(root, { dev });
  if (missing.length === 0) return;
  const full = dev || hasDevelopmentInstall(root);
  // --no-save: the lock file stays as committed, also where npm would add another platform's optional packages.
  const args = [
    "install",
    "--no-save",
    "--no-audit",
    "--no-fund",
    ...(full ? ["--include=dev"] : ["--omit=dev"]),
  ];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { code, output } = await runQuietly({
    label: `Installing ${missing.length} packages and what they need`,
    command: npm,
    args,
    cwd: root,
  });
  if (code !== 0) throw new Error(installProblem(output));
  const still = missingDependencies(root, { dev });
  if (still.length > 0)
    throw new Error(`npm finished, but these packages are not at their pinned version: ${still.join(", ")}`);
}
