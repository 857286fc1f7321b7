import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface Use {
  cpuUs: number;
  rssBytes: number;
}

export interface Server {
  port: number;
  /** CPU time and memory of the process so far. */
  use(): Promise<Use>;
  stop(): Promise<void>;
}

export interface Start {
  name: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** Core to run on, null to leave it to the kernel. */
  core: number | null;
  /** Folder for what the process prints. */
  logs: string;
  /** Asked until it answers anything but a server error. */
  readyPath: string;
}

const START_LIMIT_MS = 60_000;

/** True when processes can be kept on cores: Linux with `taskset`, and two cores to keep apart. */
export function canPin(): boolean {
  if (availableParallelism() < 2) return false;
  try {
    execFileSync("taskset", ["-cp", String(process.pid)], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export function pinSelf(core: number): void {
  execFileSync("taskset", ["-acp", String(core), String(process.pid)], { stdio: "ignore" });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Node's own http, not fetch: a fresh connection each time leaves nothing open behind it. */
export function request(
  port: number,
  { path, body, headers }: { path: string; body?: string; headers?: Record<string, string> },
): Promise<{ status: number; text: string }> {
  const method = body === undefined ? "GET" : "POST";
  return new Promise((resolve, reject) => {
    const call = http.request(
      { port, host: "127.0.0.1", method, path, headers, agent: false },
      (response) => {
        let text = "";
        response.on("data", (data: Buffer) => (text += data.toString()));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
        response.on("error", reject);
      },
    );
    call.on("error", reject);
    call.end(body);
  });
}

const ask = (child: ChildProcess): Promise<Use> =>
  new Promise((resolve, reject) => {
    if (child.exitCode !== null) return reject(new Error("the process has ended"));
    child.once("message", (use) => resolve(use as Use));
    child.send("use");
  });

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => child.kill("SIGKILL"), 5000);
    child.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/** Starts a Node process on a free port and waits until it answers. Its output is shown when it does not. */
export async function startServer({ name, args, cwd, env, core, logs, readyPath }: Start): Promise<Server> {
  const port = await freePort();
  const log = join(logs, `${name}.log`);
  const output = openSync(log, "w");
  const node = [
    "--import",
    join(import.meta.dirname, "probe.mjs"),
    ...args.map((arg) => arg.replace("{port}", String(port))),
  ];
  const [command, words] =
    core === null ? [process.execPath, node] : ["taskset", ["-c", String(core), process.execPath, ...node]];
  const child = spawn(command, words, {
    cwd,
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), HOST: "127.0.0.1", ...env },
    stdio: ["ignore", output, output, "ipc"],
  });
  closeSync(output);
  const started = performance.now();
  while (performance.now() - started < START_LIMIT_MS && child.exitCode === null) {
    const answer = await request(port, { path: readyPath }).catch(() => null);
    if (answer && answer.status < 500) return { port, use: () => ask(child), stop: () => stop(child) };
    await sleep(50);
  }
  await stop(child);
  throw new Error(`${name} did not start:\n${readFileSync(log, "utf8").slice(-2000)}`);
}
