import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BENCH_KEY,
  startBareNext,
  startGateway,
  startTool,
  target,
  type GatewayOptions,
  type Place,
} from "./gateways";
import { startPostgres, type Postgres } from "./postgres";
import { canPin, pinSelf, request, type Server } from "./processes";
import type { Subject } from "./rounds";

/** Everything that is measured, running side by side. */
export interface Field {
  pinned: boolean;
  subjects: Record<SubjectName, Subject>;
  postgres: Postgres;
  upstreamPort: number;
}

export type SubjectName =
  | "direct"
  | "floor"
  | "fast pinned"
  | "fast auto"
  | "fast auto, PostgreSQL"
  | "fast auto, PGlite"
  | "next auto"
  | "bare route handler";

type Keep = <T extends { stop(): Promise<void> }>(name: string, starting: Promise<T>) => Promise<T>;

/** Starts the field, hands it to `work`, and stops what was started, whatever happens in between. */
export async function withField<T>(
  say: (line: string) => void,
  work: (field: Field) => Promise<T>,
): Promise<T> {
  const logs = mkdtempSync(join(tmpdir(), "fairlead-bench-"));
  const stops: (() => Promise<void>)[] = [];
  const keep: Keep = async (name, starting) => {
    say(`starting ${name}`);
    const started = await starting;
    stops.push(() => started.stop());
    return started;
  };
  try {
    return await work(await openField(logs, keep));
  } finally {
    for (const stop of stops.toReversed()) await stop().catch(() => undefined);
    rmSync(logs, { recursive: true, force: true });
  }
}

async function openField(logs: string, keep: Keep): Promise<Field> {
  const pinned = canPin();
  if (pinned) pinSelf(0); // children that are given no core of their own stay here too: PostgreSQL and the mock
  const core = pinned ? 1 : null;
  const postgres = await keep("PostgreSQL", startPostgres());
  const upstream = await keep(
    "the mock upstream",
    startTool("upstream.ts", { core: pinned ? 0 : null, logs }),
  );
  const place: Place = { core, logs, upstreamPort: upstream.port };
  const address = { UPSTREAM: `http://127.0.0.1:${upstream.port}` };
  const floor = await keep("the bare pass-through", startTool("floor.ts", place, address));
  const bare = await keep("a bare route handler", startBareNext(place));
  const gateway = (options: GatewayOptions): Promise<Server> =>
    keep(options.name, startGateway(options, place));
  const { url } = postgres;
  const plain = await gateway({ name: "fast-none", door: "fast", records: "none", databaseUrl: url });
  const recorded = await gateway({
    name: "fast-postgres",
    door: "fast",
    records: "database",
    databaseUrl: url,
  });
  const next = await gateway({ name: "next-none", door: "next", records: "none", databaseUrl: url });
  const embedded = await keep("fast-pglite", startEmbedded(place));
  const pin = await aModel(plain.port);
  const on = (name: string, server: Server, model: string): Subject => ({
    server,
    target: target(name, server.port, model),
  });
  const subjects: Record<SubjectName, Subject> = {
    direct: on("direct", upstream, "bench-0"),
    floor: on("floor", floor, "bench-0"),
    "fast pinned": on("fast pinned", plain, pin),
    "fast auto": on("fast auto", plain, "auto"),
    "fast auto, PostgreSQL": on("fast auto, PostgreSQL", recorded, "auto"),
    "fast auto, PGlite": on("fast auto, PGlite", embedded, "auto"),
    "next auto": on("next auto", next, "auto"),
    "bare route handler": on("bare route handler", bare, "bench-0"),
  };
  return { pinned, subjects, postgres, upstreamPort: upstream.port };
}

/** Started twice on one directory: the second start is what an installation is like on every day but the first. */
async function startEmbedded(place: Place): Promise<Server> {
  const dataDir = mkdtempSync(join(place.logs, "fast-pglite-data-"));
  const options = {
    name: "fast-pglite",
    door: "fast",
    records: "database",
    databaseUrl: null,
    dataDir,
  } as const;
  const first = await startGateway(options, place);
  await first.stop();
  return startGateway(options, place);
}

/** Any model that the gateway lists, to pin. */
async function aModel(port: number): Promise<string> {
  const { text } = await request(port, {
    path: "/v1/models",
    headers: { authorization: `Bearer ${BENCH_KEY}` },
  });
  const model = (JSON.parse(text) as { data: { id: string }[] }).data.find(({ id }) => id.includes("/"));
  if (!model) throw new Error(`the gateway lists no model to pin: ${text.slice(0, 200)}`);
  return model.id;
}
