import { defineConfig } from "@playwright/test";
import { OWNER_STATE } from "./e2e/setup/owner";

/** Journeys through the production build (`npm run build` first), on a data directory and a port of their own. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/setup/start-server.ts",
  // One installation, told in order: the first run makes what the others need.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // A busy machine of two cores takes a password hash and a first page in seconds, not in tenths.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL: process.env.FAIRLEAD_E2E_URL,
    trace: "retain-on-failure",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: ["--no-sandbox", "--disable-background-networking"],
    },
  },
  projects: [
    { name: "first-run", testMatch: "first-run.spec.ts" },
    {
      name: "console",
      testIgnore: "first-run.spec.ts",
      dependencies: ["first-run"],
      use: { storageState: OWNER_STATE },
    },
  ],
});
