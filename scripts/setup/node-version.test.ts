import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MINIMUM_NODE, nodeVersionProblem } from "./node-version.mjs";

test("a Node that is too old is named, with the version needed and the way to get it", () => {
  for (const version of ["16.20.2", "18.19.0", "20.8.9"]) {
    const problem = nodeVersionProblem(version);
    expect(problem).toContain(version);
    expect(problem).toContain("20.9");
    expect(problem).toContain("nvm install");
  }
});

test("the minimum and everything newer is accepted", () => {
  for (const version of ["20.9.0", "20.20.2", "22.0.0", "24.1.0"])
    expect(nodeVersionProblem(version)).toBeNull();
});

test("package.json states the same minimum", () => {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(engines.node).toBe(`>=${MINIMUM_NODE.join(".")}`);
});
