import { readFileSync } from "node:fs";

/** @param {string} path @returns {any} null when there is no readable report */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/** Counts in a vitest JSON report; a file that could not be loaded counts as one failure. @param {string} path */
export function countVitest(path) {
  const report = readReport(path);
  if (!report) return null;
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}

/** Counts in a Playwright JSON report. A flaky test passed only when tried again: here that is a failure. @param {string} path */
export function countPlaywright(path) {
  const stats = readReport(path)?.stats;
  return stats ? { passed: stats.expected, failed: stats.unexpected + stats.flaky } : null;
}
