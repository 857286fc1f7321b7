import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import { log } from "@/server/platform/log";
import { forgetPerProcess, perProcess } from "@/server/platform/process";
import { loadSettings } from "@/server/platform/settings";
import { createRuntime } from "./runtime";

const before = log.level;
afterAll(() => {
  log.level = before;
  forgetPerProcess("database");
});

test("the log takes its level from the settings, which .env may hold, not from the environment at start", async () => {
  const db = await testDatabase();
  void perProcess("database", () => Promise.resolve(db));
  const runtime = await createRuntime(
    loadSettings({
      FAIRLEAD_SECRET: "0123456789abcdef0123456789abcdef",
      FAIRLEAD_LOG_LEVEL: "fatal",
      FAIRLEAD_LOCAL_ENGINES: "off",
      FAIRLEAD_SANDBOX: "on",
    }),
  );
  expect(log.level).toBe("fatal");
  await runtime.close();
});
