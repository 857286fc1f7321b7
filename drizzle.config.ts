import { defineConfig } from "drizzle-kit";

/** `decisions` is partitioned, which drizzle-kit cannot write: its table is a custom migration. */
export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./db/schema/admin-event.ts",
    "./db/schema/key.ts",
    "./db/schema/policy.ts",
    "./db/schema/snapshot.ts",
    "./db/schema/team.ts",
    "./db/schema/user.ts",
  ],
  out: "./db/migrations",
});
