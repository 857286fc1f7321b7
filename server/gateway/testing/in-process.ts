import type { Database } from "@/db/client";
import { DEFAULT_POLICY } from "@/server/auth/policy";
import { loadCatalog } from "@/server/catalog/catalog";
import { systemClock } from "@/server/platform/clock";
import { loadSettings } from "@/server/platform/settings";
import { discoverUpstreams } from "@/server/providers/registry";
import type { Upstream } from "@/server/providers/upstream";
import { assembleRuntime, type Runtime } from "@/server/runtime";
import type { Exchange } from "../exchange";
import { MemoryRecorder } from "./memory-recorder";

const SETTINGS = loadSettings({
  FAIRLEAD_SANDBOX: "off",
  FAIRLEAD_LOCAL_ENGINES: "off",
  FAIRLEAD_UPSTREAMS: JSON.stringify([
    {
      name: "up",
      baseUrl: "http://127.0.0.1:9/v1",
      apiKey: "sk-upstream",
      models: { custom: { context: 32_000 } },
    },
  ]),
});

export interface InProcess {
  runtime: Runtime;
  recorder: MemoryRecorder;
  /** What the one upstream does from now on. */
  serve: (send: Upstream["send"]) => void;
}

/** A runtime whose one model is "custom": no sockets, no database. */
export async function testRuntime(): Promise<InProcess> {
  let current: Upstream["send"] = () => Promise.reject(new Error("no answer was set"));
  const upstream: Upstream = { name: "up", simulated: false, send: (request) => current(request) };
  const recorder = new MemoryRecorder();
  const catalog = loadCatalog();
  const registry = await discoverUpstreams(SETTINGS, catalog);
  const runtime = assembleRuntime({
    settings: SETTINGS,
    secret: "s".repeat(32),
    db: {} as Database,
    recorder,
    keys: {
      verify: () => Promise.resolve({ keyId: "key_t", teamId: "team_t", policy: DEFAULT_POLICY }),
      clear() {},
    },
    registry: { ...registry, target: () => ({ upstream, upstreamModel: "custom" }) },
    catalog,
    classifier: null,
  });
  return { runtime, recorder, serve: (send) => void (current = send) };
}

/** A chat request that no door has seen. */
export function chatExchange(json: unknown, headers: Record<string, string> = {}): Exchange {
  const all: Record<string, string> = { authorization: "Bearer k", ...headers };
  return {
    method: "POST",
    path: "/v1/chat/completions",
    query: new URLSearchParams(),
    header: (name) => all[name],
    body: () => Promise.resolve(Buffer.from(JSON.stringify(json))),
    signal: new AbortController().signal,
    receivedAt: systemClock.elapsed(),
  };
}
