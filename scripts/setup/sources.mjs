import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a build is made from: change any of it and the next start builds again. */
const SOURCES = [
  "app",
  "components",
  "db",
  "public",
  "server",
  "next.config.js",
  "package.json",
  "postcss.config.mjs",
  "scripts/build.mjs",
  "tsconfig.json",
];

const isTest = /\.(test|itest|spec|built)\.tsx?$|\/__fixtures__\//;

/** @param {string} root @param {string} path below root @returns {string[]} files, sorted */
function filesBelow(root, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [path];
  const names = readdirSync(join(root, path)).toSorted();
  return names.flatMap((name) => filesBelow(root, `${path}/${name}`));
}

/** Hash of the contents of every source file. @param {string} root */
export function hashSources(root) {
  const hash = createHash("sha256");
  for (const path of SOURCES.flatMap((source) => filesBelow(root, source))) {
    if (isTest.test(path)) continue;
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

/** @param {string} root */
const stampPath = (root) => join(root, "dist", "build-stamp.json");

/** Both halves of a build: the fast door's bundle, and what Next writes last. */
const MADE = ["dist/main.mjs", ".next/BUILD_ID"];

/**
 * True when the build in place is whole and was made from these sources.
 * @param {string} root @param {string} hash
 */
export function isBuilt(root, hash) {
  if (!MADE.every((path) => existsSync(join(root, path)))) return false;
  try {
    return JSON.parse(readFileSync(stampPath(root), "utf8")).sources === hash;
  } catch {
    return false;
  }
}

/** Written last, so that a build cut short is made again. @param {string} root @param {string} hash */
export function writeStamp(root, hash) {
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stampPath(root), `${JSON.stringify({ sources: hash })}\n`);
}
