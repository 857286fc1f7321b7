#!/usr/bin/env node
// `npm run check`: docs name what exists, .env.example and the code agree, and no tracked file is tied to a machine.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brokenReferences } from "./checks/doc-references.mjs";
import { environmentProblems } from "./checks/environment.mjs";
import { portabilityProblems } from "./checks/portable.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path) => readFileSync(join(root, path), "utf8");
const BINARY = /\.(png|ico|jpg|woff2?|bin|gz|wasm)$/;

/** Tracked files and new ones that are not ignored. */
function ourFiles() {
  const output = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  return output.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
}

const files = ourFiles();
const scripts = Object.keys(JSON.parse(read("package.json")).scripts);
const topLevel = readdirSync(root);
const pages = files.filter((path) =>
  /^(README|CONTRIBUTING)\.md$|^docs\/.*\.md$|\/ARCHITECTURE\.md$/.test(path),
);
const code = files.filter(
  (path) => /^(app|server|db)\/.*\.tsx?$/.test(path) && !/\.(test|itest)\.tsx?$/.test(path),
);
// Providers that need more than a key cannot be had by a variable.
const providers = JSON.parse(read("server/catalog/data/providers.json"));
const keyed = providers.filter(({ extraVariables }) => extraVariables.length === 0);
const sources = [
  ...code.map((path) => ({ path, text: read(path) })),
  { path: "server/catalog/data/providers.json", text: JSON.stringify(keyed) },
];

const problems = [
  ...pages.flatMap((page) => brokenReferences({ root, page, topLevel, scripts })),
  ...environmentProblems(read(".env.example"), sources),
  ...files.filter((path) => !BINARY.test(path)).flatMap((path) => portabilityProblems(path, read(path))),
];
for (const problem of problems) console.error(problem);
console.log(
  `${pages.length} pages, ${sources.length} sources, ${files.length} files: ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
