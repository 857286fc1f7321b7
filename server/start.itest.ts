import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/db/testing";
import { seedTeam } from "@/db/seed";
import { KeyCache } from "@/server/auth/key-cache";
import { banner } from "./banner";
import { mintFirstKey } from "./first-key";
import { listen } from "./listen";

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
