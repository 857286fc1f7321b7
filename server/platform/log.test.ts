import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const firstLevel = (level: string): string =>
  execFileSync(
    process.execPath,
    ["--import", "tsx", "-e", 'import("./server/platform/log.ts").then(({ log }) => console.log(log.level))'],
    { env: { ...process.env, FAIRLEAD_LOG_LEVEL: level }, encoding: "utf8" },
  ).trim();

test("a wrong log level does not end the process before the settings can name it", () => {
  expect(firstLevel("shout")).toBe("info");
  expect(firstLevel("error")).toBe("error");
});
