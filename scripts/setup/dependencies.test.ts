import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installProblem, missingDependencies } from "./dependencies.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "fairlead-dependencies-"));
  writeFileSync(
    join(root, "package.json"),
    JSON.stringify({
      dependencies: { one: "1.0.0", "@scope/two": "2.0.0" },
      devDependencies: { three: "3.0.0" },
    }),
  );
});
afterEach(() => rmSync(root, { recursive: true }));

function install(name: string, version: string): void {
  mkdirSync(join(root, "node_modules", name), { recursive: true });
  writeFileSync(join(root, "node_modules", name, "package.json"), JSON.stringify({ name, version }));
}

test("in a fresh clone everything is missing; development packages only when asked for", () => {
  expect(missingDependencies(root, { dev: false })).toEqual(["one", "@scope/two"]);
  expect(missingDependencies(root, { dev: true })).toEqual(["one", "@scope/two", "three"]);
});

test("an install at the pinned versions is complete, one at another version is not", () => {
  install("one", "1.0.0");
  install("@scope/two", "2.0.0");
  expect(missingDependencies(root, { dev: false })).toEqual([]);
  install("one", "1.0.1");
  expect(missingDependencies(root, { dev: false })).toEqual(["one"]);
});

test("a failed install says what is wrong and the way out", () => {
  expect(installProblem("npm error code ENOTFOUND")).toContain("registry cannot be reached");
  expect(installProblem("npm error code EACCES")).toContain("permissions");
  expect(installProblem("npm error code ENOSPC")).toContain("disk is full");
  expect(installProblem("npm error code E403")).toContain("refuses access");
  expect(installProblem("npm error code ETARGET")).toContain("pinned version");
  expect(installProblem("npm error odd")).toContain("npm error odd");
});
