#!/usr/bin/env node
// `npm test`: every gate and every suite, from a fresh clone. The last line is the sum: `N passed, M failed`.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import {
  browserStage,
  buildStage,
  gateStages,
  integrationStages,
  startStage,
  unitStage,
} from "./gates/plan.mjs";
import { describeResult, runStage } from "./gates/stages.mjs";
import { ensureChromium } from "./setup/chromium.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { nodeVersionProblem } from "./setup/node-version.mjs";

const cwd = dirname(dirname(fileURLToPath(import.meta.url)));
const results = [];

/** @param {import("./gates/stages.mjs").Stage} stage */
async function run(stage) {
  console.log(`\n== ${stage.name}`);
  const result = await runStage(stage, { show: true, cwd });
  console.log(describeResult(result));
  results.push(result);
  return result;
}

/** A stage that could not be run is a failure: it promised something that nobody saw hold. */
function failWithout(name, output) {
  console.log(`\n== ${name}\n${output}`);
  results.push({ name, seconds: 0, passed: 0, failed: 1, output });
}

async function runOnBuild() {
  const built = await run(buildStage);
  if (built.failed > 0) return failWithout("npm start and e2e", "not run: there is no build to run them on");
  await run(startStage);
  const chromium = await ensureChromium(cwd);
  if ("problem" in chromium) return failWithout("e2e", chromium.problem);
  await run(browserStage(chromium.path));
}

function finish() {
  console.log("\n== all stages");
  for (const result of results) console.log(describeResult(result));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const [passed, failed] = [sum("passed"), sum("failed")];
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`\n${passed} passed, ${failed} failed`);
}

const problem = nodeVersionProblem(process.versions.node);
try {
  if (problem) throw new Error(problem);
  await ensureDependencies(cwd, { dev: true });
  for (const stage of [...gateStages, unitStage("all"), ...integrationStages]) await run(stage);
  await runOnBuild();
} catch (error) {
  failWithout("set-up", error instanceof Error ? error.message : String(error));
}
finish();
