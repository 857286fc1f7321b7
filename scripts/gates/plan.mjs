import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countPlaywright, countVitest } from "./reports.mjs";
import { honestCounts } from "./stages.mjs";

const reports = mkdtempSync(join(tmpdir(), "fairlead-reports-"));

/** @typedef {import("./stages.mjs").Stage} Stage */

/** Each counts as one test. The shortest first, so that a slip shows early. @type {Stage[]} */
export const gateStages = [
  { name: "format", command: "npm run --silent format:check" },
  { name: "lint", command: "npm run --silent lint" },
  { name: "types", command: "npm run --silent typecheck" },
  { name: "dependency rules", command: "npm run --silent deps" },
  { name: "docs, environment, portable", command: "npm run --silent check" },
];

/** @param {string} name @param {string} project @param {Record<string, string>} [env] @returns {Stage} */
function vitestStage(name, project, env = {}) {
  const report = join(reports, `${name.replace(/\W+/g, "-")}.json`);
  return {
    name,
    command: `npx vitest run --project ${project} --reporter=default --reporter=json --outputFile.json=${JSON.stringify(report)}`,
    env,
    count: (code) => honestCounts(countVitest(report), code),
  };
}

/** @param {string} run names the report */
export const unitStage = (run) => vitestStage(run === "verify" ? "unit" : `unit (${run})`, "unit");

/** The same suites on each database that Fairlead runs on. @type {Stage[]} */
export const integrationStages = ["pglite", "pg", "neon"].map((driver) =>
  vitestStage(`integration on ${driver}`, "integration", { TEST_DATABASE: driver }),
);

/** @type {Stage} */
export const buildStage = { name: "build", command: "npm run --silent build" };

/** `npm start` on that build. */
export const startStage = vitestStage("npm start", "built");

/** @param {string | null} chromium path of a browser; null for Playwright's own @returns {Stage} */
export function browserStage(chromium) {
  const report = join(reports, "e2e.json");
  return {
    name: "e2e",
    command: "npx playwright test --reporter=list,json",
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) },
    count: (code) => honestCounts(countPlaywright(report), code),
  };
}
