import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { loadCatalog } from "@/server/catalog/catalog";
import type { Target } from "./load";
import { startServer, type Server } from "./processes";

export const ROOT = join(import.meta.dirname, "../..");
export const BENCH_KEY = "bench-key-0123456789abcdef";

const PROMPT =
  "Please explain how a router picks a model for a request, what it looks at first, and what the choice costs. " +
  "Keep it short, name the trade-offs between price, time and quality, and say when the answer is not known.";

function httpRequest(port: number, body: object): Buffer {
  const json = JSON.stringify(body);
  const head = [
    "POST /v1/chat/completions HTTP/1.1",
    `host: 127.0.0.1:${port}`,
    "content-type: application/json",
    "accept: */*",
    `authorization: Bearer ${BENCH_KEY}`,
    `content-length: ${Buffer.byteLength(json)}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${json}`);
}

/** The same short conversation for every target; only `model` differs. */
export function target(name: string, port: number, model: string): Target {
  const body = { model, messages: [{ role: "user", content: PROMPT }], max_tokens: 200 };
  return {
    name,
    port,
    plain: httpRequest(port, body),
    streamed: httpRequest(port, { ...body, stream: true, stream_options: { include_usage: true } }),
  };
}

/** Every model of the catalog at the mock upstream, so that `auto` has all of them to score. */
function upstreams(upstreamPort: number): string {
  const models = Object.fromEntries(
    Object.keys(loadCatalog().models).map((id, index) => [`bench-${index}`, id]),
  );
  return JSON.stringify([
    { name: "bench", baseUrl: `http://127.0.0.1:${upstreamPort}/v1`, apiKey: "none", models },
  ]);
}

export interface Place {
  core: number | null;
  logs: string;
  upstreamPort: number;
}

export interface GatewayOptions {
  name: string;
  door: "fast" | "next";
  records: "none" | "database";
  /** Null for the embedded database. */
  databaseUrl: string | null;
  /** Where it keeps its files; null for a new folder. */
  dataDir?: string;
}

/** A production build of Fairlead in a process and a data directory of its own. */
export function startGateway(
  { name, door, records, databaseUrl, dataDir }: GatewayOptions,
  place: Place,
): Promise<Server> {
  const env: Record<string, string> = {
    FAIRLEAD_DOOR: door,
    FAIRLEAD_RECORD_STORE: records,
    FAIRLEAD_DATA_DIR: dataDir ?? mkdtempSync(join(place.logs, `${name}-data-`)),
    FAIRLEAD_SECRET: "bench-secret-0123456789abcdef0123456789",
    FAIRLEAD_BOOTSTRAP_KEY: BENCH_KEY,
    FAIRLEAD_LOCAL_ENGINES: "off",
    FAIRLEAD_SANDBOX: "off",
    FAIRLEAD_LOG_LEVEL: "warn",
    FAIRLEAD_UPSTREAMS: upstreams(place.upstreamPort),
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  return startServer({
    name,
    args: ["dist/main.mjs"],
    cwd: ROOT,
    env,
    core: place.core,
    logs: place.logs,
    readyPath: "/readyz",
  });
}

/** One of the two processes of this folder that are written in TypeScript. */
export function startTool(
  file: "upstream.ts" | "floor.ts",
  { core, logs }: Pick<Place, "core" | "logs">,
  env: Record<string, string> = {},
): Promise<Server> {
  const args = ["--import", "tsx", join(import.meta.dirname, file)];
  return startServer({
    name: file.replace(".ts", ""),
    args,
    cwd: ROOT,
    env,
    core,
    logs,
    readyPath: "/v1/models",
  });
}

/** A bare route handler under `next start`: built once, the build is kept. */
export function startBareNext(place: Place): Promise<Server> {
  const cwd = join(import.meta.dirname, "bare-next");
  const next = createRequire(join(ROOT, "package.json")).resolve("next/dist/bin/next");
  if (!existsSync(join(cwd, ".next/BUILD_ID"))) {
    execFileSync(process.execPath, [next, "build"], {
      cwd,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: "ignore",
    });
  }
  const args = [next, "start", "-p", "{port}", "-H", "127.0.0.1", "--keepAliveTimeout", "60000"];
  const env = { UPSTREAM: `http://127.0.0.1:${place.upstreamPort}`, NEXT_TELEMETRY_DISABLED: "1" };
  return startServer({
    name: "bare-next",
    args,
    cwd,
    env,
    core: place.core,
    logs: place.logs,
    readyPath: "/favicon.ico",
  });
}
