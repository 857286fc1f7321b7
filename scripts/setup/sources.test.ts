import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashSources, isBuilt, writeStamp } from "./sources.mjs";

const MADE = ["dist/main.mjs", ".next/BUILD_ID"];
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "fairlead-sources-"));
  mkdirSync(join(root, "server"));
  writeFileSync(join(root, "server/main.ts"), "1");
  for (const path of MADE) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), "made");
  }
});
afterEach(() => rmSync(root, { recursive: true }));

test("a build holds until a source changes, appears or goes", () => {
  writeStamp(root, hashSources(root));
  const isCurrent = () => isBuilt(root, hashSources(root));
  expect(isCurrent()).toBe(true);
  writeFileSync(join(root, "server/main.ts"), "2");
  expect(isCurrent()).toBe(false);
  writeFileSync(join(root, "server/main.ts"), "1");
  expect(isCurrent()).toBe(true);
  writeFileSync(join(root, "server/other.ts"), "");
  expect(isCurrent()).toBe(false);
  rmSync(join(root, "server/other.ts"));
  expect(isCurrent()).toBe(true);
});

test("tests and docs are no part of a build", () => {
  const before = hashSources(root);
  writeFileSync(join(root, "server/main.test.ts"), "");
  writeFileSync(join(root, "README.md"), "");
  expect(hashSources(root)).toBe(before);
});

test("a build that has lost one of its halves is made again, whatever its stamp says", () => {
  writeStamp(root, hashSources(root));
  for (const path of MADE) {
    rmSync(join(root, path));
    expect(isBuilt(root, hashSources(root))).toBe(false);
    writeFileSync(join(root, path), "made");
    expect(isBuilt(root, hashSources(root))).toBe(true);
  }
});

test("without a stamp nothing counts as built", () => {
  expect(isBuilt(root, hashSources(root))).toBe(false);
});
