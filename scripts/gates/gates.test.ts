import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { countPlaywright, countVitest } from "./reports.mjs";
import { honestCounts, runStage } from "./stages.mjs";

const root = mkdtempSync(join(tmpdir(), "fairlead-gates-"));
afterAll(() => rmSync(root, { recursive: true }));

function report(content: unknown): string {
  const path = join(root, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test("a suite that could not be loaded counts as a failure", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "passed", assertionResults: [{}] },
  ];
  expect(countVitest(report({ numPassedTests: 1, numFailedTests: 0, testResults }))).toEqual({
    passed: 1,
    failed: 1,
  });
});

test("a flaky browser test is a failure", () => {
  expect(countPlaywright(report({ stats: { expected: 3, unexpected: 1, flaky: 1 } }))).toEqual({
    passed: 3,
    failed: 2,
  });
});

test("a run without a report, without a test, or with a bad ending is never clean", () => {
  expect(honestCounts(countVitest(join(root, "none.json")), 0)).toEqual({ passed: 0, failed: 1 });
  expect(honestCounts({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
  expect(honestCounts({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
  expect(honestCounts({ passed: 5, failed: 0 }, 0)).toEqual({ passed: 5, failed: 0 });
});

test("a stage counts as one test by its exit code, and keeps its output", async () => {
  const passed = await runStage({ name: "a", command: "echo seen" }, { show: false, cwd: root });
  expect(passed).toMatchObject({ passed: 1, failed: 0, output: "seen\n" });
  const failed = await runStage({ name: "b", command: "exit 3" }, { show: false, cwd: root });
  expect(failed).toMatchObject({ passed: 0, failed: 1 });
});
