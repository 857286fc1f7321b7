import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

/**
 * With a TypeScript that it cannot load, dependency-cruiser reads no module and reports no violation. A planted violation
 * of every rule proves that the gate sees the tree, and that each rule catches what it is for.
 */
const PLANTED: Record<string, Record<string, string>> = {
  "no-cycles": {
    "server/audit/a.ts": 'import { b } from "./b"; export const a = () => b;',
    "server/audit/b.ts": 'import { a } from "./a"; export const b = () => a;',
  },
  "router-is-pure": {
    "server/router/reads.ts": 'import { readFileSync } from "node:fs"; export const r = readFileSync;',
  },
  "providers-stay-apart": {
    "server/providers/one/x.ts": 'export * from "@/server/providers/two/y";',
    "server/providers/two/y.ts": "export const y = 1;",
  },
  "providers-know-only-the-catalog": {
    "server/providers/z.ts": 'export * from "@/server/gateway/g";',
    "server/gateway/g.ts": "export const g = 1;",
  },
  "decide-is-above-router-and-catalog": { "server/decide/d.ts": 'export * from "@/server/gateway/g";' },
  "gateway-knows-no-door": { "server/gateway/h.ts": 'import http from "node:http"; export const h = http;' },
  "services-know-no-door": { "server/services/s.ts": 'export * from "@/server/gateway/g";' },
  "audit-keeps-records": { "server/audit/r.ts": 'export * from "@/server/gateway/g";' },
  "auth-knows-callers-only": { "server/auth/w.ts": 'export * from "@/server/gateway/g";' },
  "console-is-thin": {
    "server/console/c.ts": 'export * from "@/db/client";',
    "db/client.ts": "export const client = 1;",
  },
  "catalog-is-low": { "server/catalog/k.ts": 'export * from "@/server/gateway/g";' },
  "platform-is-lowest": { "server/platform/p.ts": 'export * from "@/server/gateway/g";' },
  "db-is-a-leaf": { "db/q.ts": 'export * from "@/server/gateway/g";' },
  "only-server-opens-db": { "app/page.tsx": 'export * from "@/db/client";' },
  "components-client-safe": { "components/w.tsx": 'export * from "@/server/gateway/g";' },
  "nothing-imports-tests": {
    "server/audit/t.ts": 'export * from "./u.test";',
    "server/audit/u.test.ts": "export const u = 1;",
  },
};

const root = mkdtempSync(join(tmpdir(), "fairlead-planted-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function plant(): void {
  for (const [path, text] of Object.values(PLANTED).flatMap((files) => Object.entries(files))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const file of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(file, join(root, file));
  symlinkSync(resolve("node_modules"), join(root, "node_modules"));
}

interface Report {
  modules: unknown[];
  summary: { violations: { rule: { name: string } }[] };
}

function cruise(): Promise<Report> {
  const cli = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [
    cli,
    "app",
    "components",
    "db",
    "server",
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type",
    "json",
  ];
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 32 * 1024 * 1024 }, (error, stdout) => {
      try {
        done(JSON.parse(stdout));
      } catch {
        fail(error ?? new Error("no report"));
      }
    });
  });
}

test("a planted violation of every dependency rule is found", { timeout: 30_000 }, async () => {
  plant();
  const report = await cruise();
  const found = new Set(report.summary.violations.map((violation) => violation.rule.name));
  expect([...found].toSorted()).toEqual(Object.keys(PLANTED).toSorted());
});

test("every rule of the configuration has its planted violation", () => {
  const { forbidden } = createRequire(resolve("package.json"))(resolve(".dependency-cruiser.cjs"));
  expect(forbidden.map((rule: { name: string }) => rule.name).toSorted()).toEqual(
    Object.keys(PLANTED).toSorted(),
  );
});
