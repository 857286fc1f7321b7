import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import OpenAI from "openai";
import type { Database } from "@/db/client";
import { seedTeam } from "@/db/seed";
import { createRecorder, type Recorder } from "@/server/audit/recorder";
import { installBootstrapKey } from "@/server/auth/api-key";
import { KeyCache } from "@/server/auth/key-cache";
import { DEFAULT_POLICY } from "@/server/auth/policy";
import { loadCatalog } from "@/server/catalog/catalog";
import { loadSettings } from "@/server/platform/settings";
import { discoverUpstreams } from "@/server/providers/registry";
import type { Policy } from "@/server/router/types";
import { assembleRuntime, type Runtime } from "@/server/runtime";
import { handle } from "../gateway";
import { serveNodeRequest } from "../fast-door";
import { DEFAULT_BUDGETS, type Budgets } from "../limits";
import { serveWebRequest } from "../serverless-door";
import type { FaultUpstream } from "./fault-upstream";
import { MemoryRecorder } from "./memory-recorder";

export const DOORS = ["fast", "next"] as const;
export type Door = (typeof DOORS)[number];
export const KEY = "fl_test_key_of_the_gateway_suite";
/** The catalog model that every upstream of the harness serves, under the name "upstream-name". */
export const MODEL = "Qwen/Qwen3-32B";

export interface Harness {
  url: string;
  /** The official client, without retries of its own. */
  client: OpenAI;
  recorder: MemoryRecorder;
  runtime: Runtime;
  fetch(path: string, init?: RequestInit & { json?: unknown }): Promise<Response>;
  close(): Promise<void>;
}

export interface HarnessOptions {
  door: Door;
  /** First is preferred. A string is the base URL of an upstream that nobody listens at. */
  upstreams: (FaultUpstream | string)[];
  budgets?: Partial<Budgets>;
  policy?: Partial<Policy>;
  /** With a database, keys and records are real and the harness's `recorder` stays empty. */
  db?: Database;
  bodyLimitMb?: string;
}

/** A gateway behind one of its doors, over real sockets, with upstreams that misbehave. */
export async function startGateway(options: HarnessOptions): Promise<Harness> {
  const recorder = new MemoryRecorder();
  const runtime = await testRuntime(options, recorder);
  const server = createServer((request, response) => {
    if (options.door === "next") void serveThroughWeb(request, response, runtime);
    else
      void serveNodeRequest(request, response, runtime.settings.bodyLimitBytes, (exchange) =>
        handle(exchange, runtime),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    client: new OpenAI({ baseURL: `${url}/v1`, apiKey: KEY, maxRetries: 0 }),
    recorder,
    runtime,
    fetch(path, { json, ...init } = {}) {
      const headers = { authorization: `Bearer ${KEY}`, ...(init.headers as Record<string, string>) };
      const body = json === undefined ? {} : { method: "POST", body: JSON.stringify(json) };
      return fetch(url + path, { ...body, ...init, headers });
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await runtime.drain();
      runtime.registry.close();
    },
  };
}

async function testRuntime(options: HarnessOptions, recorder: Recorder): Promise<Runtime> {
  const settings = loadSettings({
    FAIRLEAD_SANDBOX: "off",
    FAIRLEAD_LOCAL_ENGINES: "off",
    FAIRLEAD_BODY_LIMIT_MB: options.bodyLimitMb,
    FAIRLEAD_UPSTREAMS: JSON.stringify(
      options.upstreams.map((upstream, index) => ({
        name: `up${index + 1}`,
        baseUrl: typeof upstream === "string" ? upstream : upstream.url,
        apiKey: "sk-upstream",
        priority: index,
        models: { "upstream-name": MODEL, [`custom-${index + 1}`]: { context: 32_000 } },
      })),
    ),
  });
  const catalog = loadCatalog();
  const registry = await discoverUpstreams(settings, catalog);
  const caller = { keyId: "key_test", teamId: "team_test", policy: { ...DEFAULT_POLICY, ...options.policy } };
  const { db } = options;
  if (db) {
    await seedTeam(db);
    await installBootstrapKey(db, KEY);
  }
  const unused = { query: () => Promise.resolve([]), close: () => Promise.resolve() } as unknown as Database;
  return assembleRuntime({
    settings,
    secret: "s".repeat(32),
    db: db ?? unused,
    recorder: db ? createRecorder(db) : recorder,
    keys: db
      ? new KeyCache(db)
      : { verify: (key) => Promise.resolve(key === KEY ? caller : null), clear() {} },
    registry,
    catalog,
    classifier: null,
    budgets: { ...DEFAULT_BUDGETS, ...options.budgets },
  });
}

/** What Next does around a route handler, as far as the handler can tell. */
async function serveThroughWeb(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  runtime: Runtime,
): Promise<void> {
  const left = new AbortController();
  outgoing.once("close", () => outgoing.writableFinished || left.abort());
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  const request = new Request(`http://gateway${incoming.url}`, {
    method: incoming.method!,
    headers: incoming.headers as Record<string, string>,
    signal: left.signal,
    ...(hasBody ? { body: Readable.toWeb(incoming) as unknown as ReadableStream, duplex: "half" } : {}),
  } as RequestInit);
  const response = await serveWebRequest(request, runtime, (work) => void work());
  if (outgoing.destroyed) return; // Next drops the body then, without cancelling it
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  const reader = response.body?.getReader();
  outgoing.once("close", () => void reader?.cancel().catch(() => {}));
  const closed = new Promise<void>((resolve) => outgoing.once("close", resolve));
  for (;;) {
    const step = await reader?.read();
    if (!step || step.done || outgoing.destroyed) break;
    if (outgoing.write(step.value) || outgoing.destroyed) continue;
    await Promise.race([closed, new Promise<void>((resolve) => outgoing.once("drain", resolve))]);
  }
  outgoing.end();
}
