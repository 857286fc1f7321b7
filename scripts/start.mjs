#!/usr/bin/env node
// `npm start`: from a fresh clone to a running server. Plain Node, since nothing may be installed yet.
import { accessSync, constants } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureDependencies, missingDependencies } from "./setup/dependencies.mjs";
import { nodeVersionProblem } from "./setup/node-version.mjs";
import { runQuietly } from "./setup/run.mjs";
import { hashSources, isBuilt } from "./setup/sources.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

function requireWritable() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new Error(
      `The directory ${root} cannot be written to, and there is something to install or build.\n` +
        "Run this as the directory's owner, change its permissions, or clone to a place that is yours.",
    );
  }
}

async function ensureBuild() {
  if (isBuilt(root, hashSources(root))) return;
  requireWritable();
  const { code, output } = await runQuietly({
    label: "Building (about half a minute)",
    command: process.execPath,
    args: [join(root, "scripts/build.mjs")],
    cwd: root,
  });
  if (code !== 0)
    throw new Error(
      `${output.trim().split("\n").slice(-40).join("\n")}\n\nThe build failed. \`npm run build\` shows all of its output.`,
    );
}

const problem = nodeVersionProblem(process.versions.node);
if (problem) stop(problem);
process.chdir(root);
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED ??= "1";
try {
  if (missingDependencies(root, { dev: false }).length > 0) requireWritable();
  await ensureDependencies(root, { dev: false });
  await ensureBuild();
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}
await import(pathToFileURL(join(root, "dist", "main.mjs")).href);
