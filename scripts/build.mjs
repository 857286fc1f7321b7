#!/usr/bin/env node
// `npm run build`: the fast door bundled to dist/main.mjs, and Next. The stamp tells `npm start` what was built.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashSources, writeStamp } from "./setup/sources.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Packages stay outside the bundle: the fast door and Next then load one copy of each from node_modules. */
async function bundleServer() {
  const esbuild = await import("esbuild");
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { main: "server/main.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"' },
  });
}

/** @returns {Promise<void>} */
function buildNext() {
  const next = createRequire(join(root, "package.json")).resolve("next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, "build"], { cwd: root, env, stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`next build ended with code ${code}`)),
    );
  });
}

const sources = hashSources(root);
rmSync(join(root, "dist", "build-stamp.json"), { force: true });
try {
  await Promise.all([bundleServer(), buildNext()]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
writeStamp(root, sources);
