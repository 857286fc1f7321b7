import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/db/testing";
import { seedTeam } from "@/db/seed";
import { KeyCache } from "@/server/auth/key-cache";
import { forgetPerProcess, perProcess } from "@/server/platform/process";
import { loadSettings } from "@/server/platform/settings";
import { banner } from "./banner";
import { mintFirstKey } from "./first-key";
import { listen } from "./listen";
import { pagesToCome, type Pages } from "./pages";
import { getRuntime } from "./runtime";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
const server = () => {
  const made = createServer();
  servers.push(made);
  return made;
};

describe("listening", () => {
  it("a busy default port moves to the next free one, a busy stated one is an error with the way out", async () => {
    const taken = await listen(server(), { host: "127.0.0.1", port: 0, portIsDefault: false });
    const moved = await listen(server(), { host: "127.0.0.1", port: taken, portIsDefault: true });
    expect(moved).toBeGreaterThan(taken);
    const refused = listen(server(), { host: "127.0.0.1", port: taken, portIsDefault: false });
    await expect(refused).rejects.toThrow(`Port ${taken} on 127.0.0.1 is in use`);
  });

  it("says so when the host is not this machine's", async () => {
    await expect(listen(server(), { host: "192.0.2.1", port: 0, portIsDefault: false })).rejects.toThrow(
      "HOST=192.0.2.1",
    );
  });

  it("gives the port that was taken", async () => {
    const own = server();
    expect(await listen(own, { host: "127.0.0.1", port: 0, portIsDefault: false })).toBe(
      (own.address() as AddressInfo).port,
    );
  });
});

describe("the first key", () => {
  it("is made once, works, and is never made again", async () => {
    const db = await testDatabase();
    try {
      expect(await mintFirstKey(db)).toBeNull();
      const { id } = await seedTeam(db);
      const made = (await Promise.all([mintFirstKey(db), mintFirstKey(db)])).filter((key) => key !== null);
      expect(made).toHaveLength(1);
      expect(await new KeyCache(db).verify(made[0]!)).toMatchObject({ teamId: id });
      await db.query("update keys set revoked_at = now()");
      expect(await mintFirstKey(db)).toBeNull();
    } finally {
      await db.close();
    }
  });
});

describe("the banner", () => {
  const facts = {
    url: "http://127.0.0.1:3000",
    newKey: "fl_abc",
    keySource: "yours",
    movedFrom: null,
    setUpUrl: null,
    upstreams: [{ name: "sandbox", simulated: true, offers: 60, source: "built in" }],
    models: 60,
    startedInMs: 900,
  };

  it("shows a new key, the base URL, both SDKs and that answers are simulated", () => {
    const text = banner(facts);
    for (const part of [
      "fl_abc",
      "http://127.0.0.1:3000/v1",
      "new OpenAI(",
      "OpenAI(base_url",
      "curl ",
      "simulated",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("shows no key that it does not have, and says where the port went", () => {
    const text = banner({
      ...facts,
      newKey: null,
      movedFrom: 3000,
      upstreams: [{ name: "groq", simulated: false, offers: 1, source: "GROQ_API_KEY" }],
    });
    expect(text).not.toContain("fl_abc");
    expect(text).toContain("Port 3000 was in use");
    expect(text).toContain("1 model ");
    expect(text).not.toContain("simulated");
  });
});

describe("the pages", () => {
  const atHome = async (pages: Pages): Promise<string> => {
    const own = server();
    own.on("request", (request: IncomingMessage, response: ServerResponse) => pages.serve(request, response));
    return `http://127.0.0.1:${await listen(own, { host: "127.0.0.1", port: 0, portIsDefault: false })}`;
  };
  const echoPeer = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.end(request.headers["x-fairlead-peer"]);
    return Promise.resolve();
  };

  it("learn the socket's address, whatever the client says it is, also when the request came early", async () => {
    const pages = pagesToCome();
    const url = await atHome(pages);
    const early = fetch(url, { headers: { "x-fairlead-peer": "10.1.2.3", "x-forwarded-for": "10.1.2.3" } });
    pages.open(Promise.resolve(echoPeer));
    expect(await (await early).text()).toBe("127.0.0.1");
  });

  it("that cannot open are a 500, for requests before and after", async () => {
    const pages = pagesToCome();
    const url = await atHome(pages);
    const early = fetch(url);
    pages.open(Promise.reject(new Error("no build")));
    expect([(await early).status, (await fetch(url)).status]).toEqual([500, 500]);
  });
});

describe("the runtime", () => {
  it("has the settings it was given: the port that was taken, not the one that was stated", async () => {
    const db = await testDatabase();
    await perProcess("database", () => Promise.resolve(db));
    const stated = loadSettings({
      FAIRLEAD_SECRET: "s".repeat(32),
      FAIRLEAD_LOCAL_ENGINES: "off",
      FAIRLEAD_LOG_LEVEL: "silent",
    });
    const runtime = await getRuntime({ ...stated, port: 4321 });
    try {
      expect(runtime.settings.port).toBe(4321);
      expect(await getRuntime()).toBe(runtime);
    } finally {
      for (const name of ["database", "runtime"]) forgetPerProcess(name);
      await runtime.close();
    }
  });
});
