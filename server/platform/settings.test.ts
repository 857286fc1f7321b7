import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isRouterError } from "./errors";
import { forgetPerProcess } from "./process";
import { loadSettings, type Environment } from "./settings";
import { loadEnvFile, parseEnvFile } from "./settings/env-file";
import { secretOf } from "./settings/secret";

const problemsOf = (env: Environment): string[] => {
  try {
    loadSettings(env);
    return [];
  } catch (error) {
    expect(isRouterError(error) && error.kind).toBe("invalid-request");
    return (error as Error).message.split("\n");
  }
};
const SECRET = "0123456789abcdef0123456789abcdef";
const upstreams = (...list: unknown[]): Environment => ({ FAIRLEAD_UPSTREAMS: JSON.stringify(list) });
const upstream = (more: object = {}) => ({
  name: "my-vllm",
  baseUrl: "http://127.0.0.1:8000/v1",
  models: { served: "org/model" },
  ...more,
});

describe("settings", () => {
  it("nothing set is an embedded installation on this machine only", () => {
    expect(loadSettings({})).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      portIsDefault: true,
      dataDir: ".fairlead",
      databaseDriver: "pglite",
      secret: null,
      bootstrapKey: null,
      door: "fast",
      bodyLimitBytes: 32 * 1024 * 1024,
      sandbox: "auto",
      upstreams: [],
      localEngines: true,
      recordStore: "database",
      oauth: { github: null, google: null, oidc: null },
      smtp: null,
    });
  });

  it("an empty variable counts as not set, and blanks around a value do not", () => {
    expect(loadSettings({ PORT: "", DATABASE_URL: "  ", HOST: " 0.0.0.0 " })).toMatchObject({
      port: 3000,
      portIsDefault: true,
      databaseUrl: null,
      host: "0.0.0.0",
    });
  });

  it("names every wrong value at once, one line each, with what to write instead", () => {
    const lines = problemsOf({
      HOST: "not a host",
      PORT: "70000",
      FAIRLEAD_PUBLIC_URL: "fairlead.example.com",
      DATABASE_URL: "mysql://user:hush-hush@host/db",
      DATABASE_DRIVER: "sqlite",
      FAIRLEAD_SECRET: "hush-hush",
      FAIRLEAD_BOOTSTRAP_KEY: "hush-hush",
      CRON_SECRET: "hush-hush",
      FAIRLEAD_DOOR: "back",
      FAIRLEAD_BODY_LIMIT_MB: "lots",
      FAIRLEAD_SANDBOX: "maybe",
      FAIRLEAD_LOCAL_ENGINES: "on",
      FAIRLEAD_RECORD_STORE: "disk",
      FAIRLEAD_LOG_LEVEL: "loud",
      GITHUB_ID: "id",
      OIDC_ISSUER: "example",
      OIDC_ID: "id",
      OIDC_SECRET: "hush-hush",
      SMTP_URL: "mail:hush-hush",
      SMTP_FROM: "nobody",
    });
    const named = lines.map((line) => line.split(" ")[0]);
    expect(named).toEqual([
      "HOST",
      "PORT",
      "FAIRLEAD_PUBLIC_URL",
      "DATABASE_URL",
      "DATABASE_DRIVER",
      "FAIRLEAD_SECRET",
      "FAIRLEAD_BOOTSTRAP_KEY",

      "CRON_SECRET",
      "FAIRLEAD_DOOR",
      "FAIRLEAD_BODY_LIMIT_MB",
      "FAIRLEAD_SANDBOX",
      "FAIRLEAD_LOCAL_ENGINES",

      "FAIRLEAD_RECORD_STORE",
      "FAIRLEAD_LOG_LEVEL",
      "GITHUB_SECRET",
      "OIDC_ISSUER",
      "SMTP_URL",
      "SMTP_FROM",
    ]);
    expect(lines[1]).toBe(
      'PORT must be a whole number from 0 to 65535 (0 takes any free port); it is "70000".',
    );
    expect(lines.join()).not.toContain("hush-hush");
  });

  it("the driver follows the URL's host, and a stated one wins", () => {
    const driverOf = (env: Environment) => loadSettings({ FAIRLEAD_SECRET: SECRET, ...env }).databaseDriver;
    expect(driverOf({ DATABASE_URL: "postgres://u:p@db.internal/x" })).toBe("pg");
    expect(
      driverOf({
        DATABASE_URL: "postgresql://u:p@ep-cool-name.eu-central-1.aws.neon.tech/x?sslmode=require",
      }),
    ).toBe("neon");
    expect(driverOf({ DATABASE_URL: "postgres://u:p@neon.tech.example.com/x" })).toBe("pg");
    expect(driverOf({ DATABASE_URL: "postgres://u:p@db.internal/x", DATABASE_DRIVER: "neon" })).toBe("neon");
    expect(driverOf({ DATABASE_URL: "postgres://u:p@db.internal/x", DATABASE_DRIVER: "pglite" })).toBe(
      "pglite",
    );
    expect(problemsOf({ DATABASE_DRIVER: "pg", FAIRLEAD_SECRET: SECRET })[0]).toMatch(
      /^DATABASE_URL is missing: DATABASE_DRIVER=pg needs it/,
    );
  });

  it("a server database needs the secret that all replicas share", () => {
    expect(problemsOf({ DATABASE_URL: "postgres://u:p@h/x" })).toEqual([
      expect.stringMatching(/^FAIRLEAD_SECRET is missing: .* openssl rand/),
    ]);
  });

  it("the operator's key has 20 to 200 printable ASCII characters", () => {
    const accepts = (key: string) => problemsOf({ FAIRLEAD_BOOTSTRAP_KEY: key }).length === 0;
    expect([
      accepts("k".repeat(19)),
      accepts("k".repeat(20)),
      accepts("~!".repeat(100)),
      accepts("k".repeat(201)),
    ]).toEqual([false, true, true, false]);
    expect([accepts(`${"k".repeat(20)}é`), accepts(`${"k".repeat(20)} k`)]).toEqual([false, false]);
  });
});

describe("FAIRLEAD_UPSTREAMS", () => {
  it("is normalised: a model is a catalog id or an object, a key stands there or in a variable", () => {
    const full = {
      catalogId: "org/other",
      capabilities: { tools: true, embeddings: false },
      context: 8192,
      priceIn: 0,
      priceOut: 1.5,
    };
    const { upstreams: list } = loadSettings({
      ...upstreams(
        upstream({
          baseUrl: "https://api.example.com/v1/",
          apiKeyEnv: "MY_KEY",
          models: { served: "org/model", other: full, own: {} },
          priority: 2,
        }),
      ),
      MY_KEY: "hush-hush",
    });
    const silent = { capabilities: {}, context: null, priceInUsdPerMTok: null, priceOutUsdPerMTok: null };
    expect(list).toEqual([
      {
        name: "my-vllm",
        baseUrl: "https://api.example.com/v1",
        apiKey: "hush-hush",
        models: {
          served: { ...silent, catalogId: "org/model" },
          other: {
            catalogId: "org/other",
            capabilities: full.capabilities,
            context: 8192,
            priceInUsdPerMTok: 0,
            priceOutUsdPerMTok: 1.5,
          },
          own: { ...silent, catalogId: null },
        },
        priority: 2,
      },
    ]);
  });

  it.each([
    ["not JSON", { FAIRLEAD_UPSTREAMS: "[{" }, /^FAIRLEAD_UPSTREAMS is not valid JSON: write an array/],
    ["not an array", { FAIRLEAD_UPSTREAMS: "{}" }, /^FAIRLEAD_UPSTREAMS must be a JSON array/],
    [
      "a name with a blank",
      upstreams(upstream(), upstream({ name: "My vLLM" })),
      /^FAIRLEAD_UPSTREAMS\[1\]\.name must be lower-case/,
    ],
    [
      "a name that is taken",
      upstreams(upstream(), upstream()),
      /^FAIRLEAD_UPSTREAMS\[1\]\.name "my-vllm" is taken by \[0\]/,
    ],
    [
      "a URL of another kind",
      upstreams(upstream({ baseUrl: "ftp://x" })),
      /^FAIRLEAD_UPSTREAMS\[0\]\.baseUrl must be an http\(s\) URL/,
    ],
    [
      "a variable that is not set",
      upstreams(upstream({ apiKeyEnv: "NO_SUCH" })),
      /^FAIRLEAD_UPSTREAMS\[0\]\.apiKeyEnv names the variable NO_SUCH, which is not set/,
    ],
    [
      "two keys",
      upstreams(upstream({ apiKey: "a", apiKeyEnv: "HOME" })),
      /^FAIRLEAD_UPSTREAMS\[0\]\.apiKeyEnv stands beside apiKey/,
    ],
    [
      "no models",
      upstreams(upstream({ models: {} })),
      /^FAIRLEAD_UPSTREAMS\[0\]\.models must name at least one model/,
    ],
    [
      "a misspelt field",
      upstreams(upstream({ models: { a: { priceln: 1 } } })),
      /^FAIRLEAD_UPSTREAMS\[0\]\.models\.a has unknown fields \(priceln\)/,
    ],
    [
      "a price below nothing",
      upstreams(upstream({ models: { "a/b": { priceIn: -1 } } })),
      /^FAIRLEAD_UPSTREAMS\[0\]\.models\["a\/b"\]\.priceIn must not be negative/,
    ],
    [
      "a capability that is no truth",
      upstreams(upstream({ models: { a: { capabilities: { tools: "yes" } } } })),
      /^FAIRLEAD_UPSTREAMS\[0\]\.models\.a\.capabilities\.tools must be true or false/,
    ],
  ])("%s is named with its place", (_, env, line) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(line)]);
  });
});

describe("the secret and .env", () => {
  it("an embedded installation makes a secret once and keeps it to its owner", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "fairlead-secret-"));
    const first = secretOf({ secret: null, dataDir });
    forgetPerProcess(`secret:${dataDir}`);
    expect(secretOf({ secret: null, dataDir })).toBe(first);
    expect(first.length).toBeGreaterThanOrEqual(43);
    expect(statSync(join(dataDir, "secret")).mode & 0o777).toBe(0o600);
    expect(secretOf({ secret: "stated", dataDir })).toBe("stated");
    rmSync(dataDir, { recursive: true });
  });

  it("a directory that cannot keep the secret is named with the way out", () => {
    const dir = mkdtempSync(join(tmpdir(), "fairlead-secret-"));
    writeFileSync(join(dir, "file"), "");
    expect(() => secretOf({ secret: null, dataDir: join(dir, "file") })).toThrow(
      /set FAIRLEAD_DATA_DIR .* or set FAIRLEAD_SECRET/,
    );
    rmSync(dir, { recursive: true });
  });

  it(".env is read with its quotes and comments, and never replaces what is set", () => {
    expect(
      parseEnvFile('# a\nA=1 # one\nexport B=\'{"x": "#"}\'\nC="two\\nlines \\"q\\""\nD=\nnonsense\n'),
    ).toEqual({ A: "1", B: '{"x": "#"}', C: 'two\nlines "q"', D: "" });
    const dir = mkdtempSync(join(tmpdir(), "fairlead-env-"));
    writeFileSync(join(dir, ".env"), "A=file\nB=file\n");
    const env: Environment = { A: "set" };
    loadEnvFile(env, join(dir, ".env"));
    loadEnvFile(env, join(dir, "missing"));
    expect(env).toEqual({ A: "set", B: "file" });
    rmSync(dir, { recursive: true });
  });

  it(".env.example sets nothing when it is copied as it is", () => {
    expect(parseEnvFile(readFileSync(".env.example", "utf8"))).toEqual({});
  });
});
