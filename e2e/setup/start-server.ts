import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installationEnv } from "./installation";

const START_MS_MAX = 60_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** The environment without the settings of whoever runs the tests: no real provider may be called. */
function cleanEnv(): Record<string, string> {
  const kept = ["PATH", "HOME", "TMPDIR", "LANG", "TZ"];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The banner's URL that creates the owner: its token is on no page and in no answer. */
const SET_UP_URL = /http\S+\/sign-in\?token=\S+/;

/** Waits for the server and its banner; gives the URL that creates the owner. */
async function untilReady(url: string, server: ChildProcess, output: () => string): Promise<string> {
  const deadline = Date.now() + START_MS_MAX;
  while (Date.now() < deadline) {
    if (server.exitCode !== null)
      throw new Error(`The server ended with code ${server.exitCode}:\n${output()}`);
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    const setUpUrl = SET_UP_URL.exec(output())?.[0];
    if (ready && setUpUrl) return setUpUrl;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The server was not ready after ${START_MS_MAX / 1000} s:\n${output()}`);
}

/** Starts the built server for all journeys; the returned function stops it and removes its data. */
export default async function startServer(): Promise<() => Promise<void>> {
  const entry = join(process.cwd(), "dist", "main.mjs");
  if (!existsSync(entry)) throw new Error("There is no production build. Run `npm run build` first.");
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), "fairlead-e2e-"));
  const server = spawn(process.execPath, [entry], {
    env: { ...cleanEnv(), ...installationEnv(port, dataDir), NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (data: Buffer) => (output += data.toString()));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    process.env.FAIRLEAD_E2E_SETUP_URL = await untilReady(url, server, () => output);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.FAIRLEAD_E2E_URL = url;
  return stop;
}
