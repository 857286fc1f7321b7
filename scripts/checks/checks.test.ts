import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ACCOUNT_TOKENS } from "@/server/providers/keyed-providers";
import { brokenReferences } from "./doc-references.mjs";
import { environmentProblems } from "./environment.mjs";
import { portabilityProblems } from "./portable.mjs";

const root = mkdtempSync(join(tmpdir(), "fairlead-checks-"));
afterAll(() => rmSync(root, { recursive: true }));

function problemsOf(markdown: string): string[] {
  mkdirSync(join(root, "server"), { recursive: true });
  writeFileSync(join(root, "server/main.ts"), "");
  writeFileSync(join(root, "README.md"), markdown);
  return brokenReferences({
    root,
    page: "README.md",
    topLevel: ["server", "README.md"],
    scripts: ["verify"],
  });
}

test("a page that names a missing file, link or script is reported", () => {
  expect(problemsOf("See `server/gone.ts`, [this](docs/gone.md) and `npm run gone`.")).toHaveLength(3);
});

test("paths that exist, placeholders, commands and web links are left alone", () => {
  expect(
    problemsOf(
      "`server/main.ts`, `server/*/x.ts`, `npm run verify`, `.fairlead/`, [a](https://x.org) `org/model`",
    ),
  ).toEqual([]);
});

test("a variable that only one of code and .env.example knows is reported", () => {
  const problems = environmentProblems("# HOST=127.0.0.1\nGONE=1\n", [
    { path: "server/a.ts", text: "const a = env.HOST;\n  NOT_ONE: z.string()," },
    { path: "server/catalog/data/providers.json", text: '"NEW_API_KEY"' },
    { path: "server/platform/settings/fields.ts", text: "\n  PORT: z.string()," },
  ]);
  expect(problems).toEqual([
    "NEW_API_KEY is read by the code and not explained in .env.example",
    "PORT is read by the code and not explained in .env.example",
    "GONE is in .env.example and nothing reads it",
  ]);
});

test("a variable that is refused may be named in a sentence, and .env.example never offers one", () => {
  const sources = [{ path: "server/a.ts", text: 'const REFUSED = "OLD_API_KEY"' }];
  expect(environmentProblems("# OLD_API_KEY is not used: …\n", sources)).toEqual([]);
  const example = readFileSync(".env.example", "utf8");
  for (const name of ACCOUNT_TOKENS) {
    expect(example).not.toMatch(new RegExp(`^#?\\s?${name}=`, "m"));
    expect(example).toContain(name);
  }
});

test("a machine's path, a key and a registry host are found, and never repeated", () => {
  const key = `sk-${"a1".repeat(20)}`;
  expect(portabilityProblems("a.ts", `\nconst key = "${key}"`)).toEqual([
    "a.ts:2 holds a provider's API key",
  ]);
  expect(portabilityProblems("b.md", `run ${["", "home", "someone", "x"].join("/")}`)).toEqual([
    "b.md:1 holds an absolute path of a machine",
  ]);
  expect(portabilityProblems("lock", `"resolved": ${'"https'}://host/p.tgz"`)).toEqual([
    "lock:1 holds a package registry's host",
  ]);
});

test("ordinary paths, urls and our own key prefix pass", () => {
  const text =
    "https://example.org/home/page ./home/x $HOME/work/x sk-… fl_key_abc /v1/models /usr/bin/chromium";
  expect(portabilityProblems("a.md", text)).toEqual([]);
});
