import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import next from "next";
import { DEFAULT_POLICY } from "@/server/auth/policy";
import { decide } from "@/server/decide/decide";
import { noHealth } from "@/server/decide/health";
import { classifierInput } from "@/server/gateway/classifier-input";
import { isGatewayPath, refuseMalformed, serveNodeRequest } from "@/server/gateway/fast-door";
import { handle } from "@/server/gateway/gateway";
import { parseOptions } from "@/server/gateway/request-options";
import { toTimestamp } from "@/server/platform/clock";
import { isRouterError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { loadSettings, type Settings } from "@/server/platform/settings";
import { loadEnvFile } from "@/server/platform/settings/env-file";
import { setupToken } from "@/server/auth/setup-token";
import { banner } from "./banner";
import { mintFirstKey } from "./first-key";
import { listen } from "./listen";
import { pagesToCome, type PageHandler, type Pages } from "./pages";
import { getRuntime, type Runtime } from "./runtime";

/** How long requests in flight may go on after SIGTERM: most orchestrators kill after 30 s. */
const DRAIN_MS = 25_000;
/** Longer than load balancers keep idle connections (60 s), so that they close first and no request meets a closed socket. */
const KEEP_ALIVE_MS = 65_000;

/** The fast door: `/v1` and the probes straight from `node:http`, everything else by Next on the same port. */
async function main(): Promise<void> {
  const startedAt = performance.now();
  loadEnvFile(process.env);
  const stated = loadSettings(process.env);
  log.level = stated.logLevel;
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveTimeout: KEEP_ALIVE_MS });
  const settings = { ...stated, port: await listen(server, stated) };
  let opening: Promise<Runtime> | null = null;
  const runtime = (): Promise<Runtime> => (opening ??= getRuntime(settings));
  // Within the turn that began to listen: no request can have come before.
  const pages = serveOn(server, settings, runtime);
  stopOnSignals(server, runtime);
  const open = await runtime();
  warmUp(open);
  process.stdout.write(`${await greeting(open, stated, performance.now() - startedAt)}\n`);
  // Behind the first answers: preparing Next takes longer than all the rest.
  pages.open(preparedNext(server, settings));
}

/** Hangs the doors on the server. Requests that come early wait for what serves them. */
function serveOn(server: Server, settings: Settings, runtime: () => Promise<Runtime>): Pages {
  const pages = pagesToCome();
  let open: Runtime | null = null;
  server.on("clientError", refuseMalformed);
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (settings.door === "next" || !isGatewayPath(request.url ?? "/")) return pages.serve(request, response);
    void serveNodeRequest(request, response, settings.bodyLimitBytes, async (exchange) => {
      open ??= await runtime();
      return handle(exchange, open);
    });
  });
  return pages;
}

async function preparedNext(server: Server, { host, port }: Settings): Promise<PageHandler> {
  const dev = process.argv.includes("--dev");
  const app = next({ dev, dir: process.cwd(), hostname: host, port, httpServer: server });
  await app.prepare();
  return app.getRequestHandler();
}

async function greeting(runtime: Runtime, stated: Settings, startedInMs: number): Promise<string> {
  const { db, registry, secret, settings } = runtime;
  const { port } = settings;
  const newKey = await mintFirstKey(db);
  const [user] = await db.query("select 1 from users limit 1");
  const host = /^(0\.0\.0\.0|::)$/.test(settings.host) ? "localhost" : settings.host;
  const url = settings.publicUrl ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  return banner({
    url,
    newKey,
    keySource:
      settings.bootstrapKey === null
        ? "one that you have; the console makes more"
        : "the one in FAIRLEAD_BOOTSTRAP_KEY",
    movedFrom: port === stated.port || stated.port === 0 || !stated.portIsDefault ? null : stated.port,
    setUpUrl: user ? null : `${url}/sign-in?token=${setupToken(secret)}`,
    upstreams: registry.describe(),
    models: new Set(registry.offers.map((offer) => offer.model)).size,
    startedInMs,
  });
}

/** One decision before the first request: the classifier's tables and the snapshot's index are built on first use. */
function warmUp({ snapshot, classifier, clock }: Runtime): void {
  const { options } = parseOptions(
    "auto",
    null,
    () => undefined,
    () => false,
  );
  const input = classifierInput({ messages: [{ role: "user", content: "Hello" }] });
  const now = toTimestamp(clock.now());
  decide(
    { snapshot, policy: DEFAULT_POLICY, options, health: noHealth, incumbent: null, now, input },
    classifier,
    clock,
  );
}

/** Stops taking requests, lets those in flight finish for a while, makes every record durable, then ends. */
function stopOnSignals(server: Server, runtime: () => Promise<Runtime>): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(130); // asked twice: at once
    stopping = true;
    log.info({ signal }, "stopping: requests in flight are finished first");
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Connections that fall idle while others still work are closed as they do.
    setInterval(() => server.closeIdleConnections(), 200).unref();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
    closed
      .then(runtime)
      .then((open) => open.close())
      .then(
        () => process.exit(0),
        (cause: unknown) => {
          log.error({ err: cause }, "stopped with an error");
          process.exit(1);
        },
      );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

process.on("unhandledRejection", (cause) => log.error({ err: cause }, "a promise failed unheard"));
main().catch((error: unknown) => {
  process.stderr.write(
    `\n${isRouterError(error) ? error.message : String((error as Error)?.stack ?? error)}\n`,
  );
  process.exit(1);
});
