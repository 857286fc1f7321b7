import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const shared = {
  exclude: ["**/node_modules/**", ".next/**", "dist/**"],
  environment: "node" as const,
  // Tests provoke failures on purpose; their log lines would bury the one that matters.
  env: { FAIRLEAD_LOG_LEVEL: "silent" },
};

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    // vitest leaves one core free; on two cores that is half of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: ["**/*.test.ts"],
          testTimeout: 15_000,
          pool: "threads",
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "integration",
          include: ["**/*.itest.ts"],
          globalSetup: ["./db/testing/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      // What needs a build in place (`npm run build`).
      {
        extends: true,
        test: {
          ...shared,
          name: "built",
          include: ["**/*.built.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
