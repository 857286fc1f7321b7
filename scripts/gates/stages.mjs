import { spawn } from "node:child_process";

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} command a shell command line, as a developer would type it
 * @property {Record<string, string>} [env]
 * @property {(code: number) => { passed: number, failed: number }} [count] reads the stage's own counts; without it a
 *   stage is one test
 */

/**
 * @typedef {object} StageResult
 * @property {string} name
 * @property {number} seconds
 * @property {number} passed
 * @property {number} failed
 * @property {string} output
 */

/** @param {number} code */
export const countAsOne = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/**
 * A run that ended badly never counts as clean, whatever its report says (a crash after the last test, no test at all).
 * @param {{ passed: number, failed: number } | null} counts from a report; null when there is none
 * @param {number} code
 */
export function honestCounts(counts, code) {
  const { passed, failed } = counts ?? { passed: 0, failed: 0 };
  const empty = passed + failed === 0;
  return { passed, failed: failed === 0 && (code !== 0 || empty) ? 1 : failed };
}

/**
 * Runs one stage. @param {Stage} stage @param {{ show: boolean, cwd: string }} options `show` passes the output through
 * while it comes @returns {Promise<StageResult>}
 */
export function runStage(stage, { show, cwd }) {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const child = spawn(stage.command, {
      cwd,
      shell: true,
      env: { ...process.env, FORCE_COLOR: "0", ...stage.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output += data;
        if (show) process.stdout.write(data);
      });
    }
    child.on("close", (code) => {
      const seconds = (performance.now() - startedMs) / 1000;
      const { passed, failed } = (stage.count ?? countAsOne)(code ?? 1);
      resolve({ name: stage.name, seconds, passed, failed, output });
    });
  });
}

/** @param {StageResult} result */
export function describeResult({ name, seconds, passed, failed }) {
  const counts = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`;
  return `${failed === 0 ? "ok    " : "FAILED"} ${name.padEnd(28)} ${counts.padEnd(24)} ${seconds.toFixed(1)} s`;
}
