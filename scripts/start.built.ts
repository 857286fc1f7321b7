/** `npm start` as a user meets it, on the build in place: what is printed, what is refused, and how fast it is. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "fairlead-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  output: () => string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  stop(): Promise<number | null>;
}

let running: Started[] = [];
afterEach(async () => {
  await Promise.all(running.map((started) => started.stop()));
  running = [];
});

function start(env: Record<string, string>, cwd = process.cwd()): Started {
  const quiet = {
    FAIRLEAD_LOCAL_ENGINES: "off",
    FAIRLEAD_SANDBOX: "on",
    FAIRLEAD_SANDBOX_DELAY: "0",
  };
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd,
    env: { ...process.env, ...quiet, ...env },
  });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const stop = (): Promise<number | null> => {
    child.kill("SIGTERM");
    return ended;
  };
  const started = { output: () => output, ended, stop };
  running.push(started);
  return started;
}

function listenSomewhere(): Promise<net.Server & { port: number }> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, "127.0.0.1", () =>
      resolve(Object.assign(server, { port: (server.address() as net.AddressInfo).port })),
    );
  });
}

async function freePort(): Promise<string> {
  const server = await listenSomewhere();
  await new Promise((resolve) => server.close(resolve));
  return String(server.port);
}

/** Milliseconds until `/readyz` says yes. */
async function untilReady(started: Started, port: string): Promise<number> {
  const startedMs = performance.now();
  let code: number | null | undefined;
  void started.ended.then((ending) => (code = ending));
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return performance.now() - startedMs;
    if (code !== undefined) throw new Error(`ended with code ${code}:\n${started.output()}`);
    await sleep(20);
  }
}

test("the first start prints a key that works, later ones answer within 3 s and do not print it", async () => {
  const env = { FAIRLEAD_DATA_DIR: join(folder, "first"), PORT: await freePort() };
  const first = start(env);
  await untilReady(first, env.PORT);
  await expect.poll(first.output, { timeout: 10_000 }).toContain("/v1/chat/completions");
  const key = /\bfl_[a-z0-9_]{20,}/.exec(first.output())?.[0];
  const answer = await fetch(`http://127.0.0.1:${env.PORT}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model: "auto", messages: [{ role: "user", content: "Hello" }] }),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("x-fairlead-decision")).toMatch(/^dec_/);
  expect(await first.stop()).toBe(0);

  // The faster of two: what the machine does besides is not the start's.
  const times: number[] = [];
  for (const _ of [1, 2]) {
    const again = start(env);
    times.push(await untilReady(again, env.PORT));
    await expect.poll(again.output, { timeout: 10_000 }).toContain("/v1/chat/completions");
    expect(again.output()).not.toContain(key);
    await again.stop();
  }
  expect(Math.min(...times)).toBeLessThan(3000);
});

test("a second process on the same data directory is refused, with the holder and the way out", async () => {
  const env = { FAIRLEAD_DATA_DIR: join(folder, "shared"), PORT: await freePort() };
  await untilReady(start(env), env.PORT);
  const second = start({ ...env, PORT: await freePort() });
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/in use by process \d+/);
  expect(second.output()).toContain("FAIRLEAD_DATA_DIR");
});

test("a busy port that was asked for is an error that names it and the way out", async () => {
  const holder = await listenSomewhere();
  const started = start({ FAIRLEAD_DATA_DIR: join(folder, "port"), PORT: String(holder.port) });
  expect(await started.ended).toBe(1);
  expect(started.output()).toContain(`Port ${holder.port}`);
  expect(started.output()).toContain("set PORT");
  holder.close();
});

test("a data directory that cannot be written is named, with the way out", async () => {
  writeFileSync(join(folder, "file"), "");
  const started = start({ FAIRLEAD_DATA_DIR: join(folder, "file", "data"), PORT: await freePort() });
  expect(await started.ended).toBe(1);
  expect(started.output()).toContain(join(folder, "file", "data"));
  expect(started.output()).toContain("FAIRLEAD_DATA_DIR");
});

test("every wrong setting gets a line of its own, before anything is opened", async () => {
  const started = start({
    FAIRLEAD_DOOR: "sideways",
    PORT: "a lot",
    FAIRLEAD_DATA_DIR: join(folder, "wrong"),
  });
  expect(await started.ended).toBe(1);
  expect(started.output()).toMatch(/^.*FAIRLEAD_DOOR .*sideways/m);
  expect(started.output()).toMatch(/^.*PORT .*a lot/m);
});

test("without a network the install fails with the reason and the way out", async () => {
  const clone = join(folder, "clone");
  mkdirSync(clone);
  for (const path of ["package.json", "scripts"]) cpSync(path, join(clone, path), { recursive: true });
  const started = start(
    { npm_config_registry: `http://127.0.0.1:${await freePort()}`, npm_config_fetch_retries: "0" },
    clone,
  );
  expect(await started.ended).toBe(1);
  expect(started.output()).toContain("registry cannot be reached");
});
