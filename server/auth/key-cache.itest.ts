import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { seedTeam } from "@/db/seed";
import { testDatabase } from "@/db/testing";
import { systemClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { testLevel } from "@/server/router/testing/fixtures";
import { readPolicy } from "@/server/services/policy/read";
import { hashKey, installBootstrapKey, mintKey } from "./api-key";
import { KeyCache } from "./key-cache";
import { DEFAULT_POLICY, policyAt } from "./policy";

describe("API keys", () => {
  let db: Database;
  let teamId: string;
  beforeAll(async () => {
    db = await testDatabase();
    teamId = (await seedTeam(db)).id;
  });
  afterAll(() => db.close());

  /** A cache on a clock that only the test moves, with its queries counted. */
  function setUp(maxEntries?: number) {
    const time = { elapsed: 0, now: Date.now() };
    let queries = 0;
    const counted: Database = {
      ...db,
      query: (text, ...rest) => (text.startsWith("select k.id") && queries++, db.query(text, ...rest)),
    };
    const clock = { now: () => time.now, elapsed: () => time.elapsed };
    return { cache: new KeyCache(counted, clock, maxEntries), time, queries: () => queries };
  }

  const setLevel = async (keyId: string | null, level: unknown, version: number) => {
    const id = newId("pol", Date.now());
    await db.query("insert into policies (id, team_id, key_id, version, level) values ($1, $2, $3, $4, $5)", [
      id,
      teamId,
      keyId,
      version,
      JSON.stringify(level),
    ]);
    return id;
  };

  it("the first team is made once, however many processes start", async () => {
    const made = await Promise.all([seedTeam(db), seedTeam(db), seedTeam(db)]);
    expect(made).toEqual(Array(3).fill({ id: teamId, made: false }));
  });

  it("a minted key is shown once and stored as a hash only", async () => {
    const { id, secret } = await mintKey(db, { teamId, name: "app" });
    expect(secret).toMatch(/^fl_[a-z2-7]{12}_[a-z2-7]{32}$/);
    const [row] = await db.query<Record<string, unknown>>("select * from keys where id = $1", [id]);
    expect(row).toMatchObject({
      kind: "api",
      prefix: secret.slice(0, 15),
      last4: secret.slice(-4),
      last_used_at: null,
    });
    expect(Buffer.compare(row!.hash as Uint8Array, hashKey(secret))).toBe(0);
    expect(JSON.stringify(row)).not.toContain(secret.slice(16));
  });

  it("a key answers for its team under the default policy, and its use is noted", async () => {
    const { id, secret } = await mintKey(db, { teamId, name: "app" });
    const { cache } = setUp();
    expect(await cache.verify(secret)).toEqual({ keyId: id, teamId, policy: DEFAULT_POLICY });
    const used = () => db.query("select 1 from keys where id = $1 and last_used_at is not null", [id]);
    while ((await used()).length === 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it("unknown, altered, expired and revoked keys have no caller", async () => {
    const { secret } = await mintKey(db, { teamId, name: "old", expiresAt: new Date(Date.now() - 1000) });
    const revoked = await mintKey(db, { teamId, name: "gone" });
    await db.query("update keys set revoked_at = now() where id = $1", [revoked.id]);
    const { cache } = setUp();
    for (const presented of ["", "fl_x_y", `${revoked.secret.slice(0, -1)}~`, secret, revoked.secret])
      expect(await cache.verify(presented)).toBeNull();
  });

  it("a key that expires while it is remembered is refused from then on", async () => {
    const { cache, time } = setUp();
    const { secret } = await mintKey(db, { teamId, name: "short", expiresAt: new Date(time.now + 1000) });
    expect(await cache.verify(secret)).not.toBeNull();
    time.now += 1000;
    expect(await cache.verify(secret)).toBeNull();
  });

  it("is read once for requests that arrive together, and again after at most five seconds", async () => {
    const { cache, time, queries } = setUp();
    const { id, secret } = await mintKey(db, { teamId, name: "busy" });
    await Promise.all(Array.from({ length: 20 }, () => cache.verify(secret)));
    expect(queries()).toBe(1);
    await db.query("update keys set revoked_at = now() where id = $1", [id]);
    time.elapsed = 2_499;
    expect(await cache.verify(secret)).not.toBeNull();
    expect(queries()).toBe(1);
    time.elapsed = 5_000;
    expect(await cache.verify(secret)).toBeNull();
  });

  it("a key that has just been made is noticed within a second of being refused", async () => {
    const { cache, time, queries } = setUp();
    const presented = "an-operators-own-key-0001";
    expect(await cache.verify(presented)).toBeNull();
    expect(await cache.verify(presented)).toBeNull();
    expect(queries()).toBe(1);
    await installBootstrapKey(db, presented);
    time.elapsed = 1_000;
    expect((await cache.verify(presented))?.teamId).toBe(teamId);
  });

  it("keeps a bounded number of keys, and unknown ones do not push known ones out", async () => {
    const { cache, queries } = setUp(2);
    const { secret } = await mintKey(db, { teamId, name: "kept" });
    await cache.verify(secret);
    for (const name of ["a", "b", "c"]) await cache.verify(`guess-${name}`);
    const before = queries();
    await cache.verify(secret);
    await cache.verify("guess-c");
    expect(queries()).toBe(before);
    await cache.verify("guess-a");
    expect(queries()).toBe(before + 1);
  });

  it("the newest team and key levels are in force, named by their version, and readable by it later", async () => {
    const { id, secret } = await mintKey(db, { teamId, name: "ruled" });
    const teamLevel = testLevel({ objective: "cost" });
    await setLevel(null, testLevel({ objective: "latency" }), 1);
    const team = await setLevel(null, teamLevel, 2);
    const keyLevel = testLevel({ taskPins: { code: { model: "org/coder", provider: null } } });
    const key = await setLevel(id, keyLevel, 1);
    const policy = { version: `${team}+${key}`, team: teamLevel, key: keyLevel };
    expect((await setUp().cache.verify(secret))?.policy).toEqual(policy);
    expect(await policyAt(db, policy.version)).toEqual(policy);
    expect(await readPolicy(db, teamId, id)).toEqual(policy);
    expect((await readPolicy(db, teamId)).version).toBe(`${team}+default`);
    expect(await policyAt(db, `${team}+pol_gone`)).toBeNull();
    expect(await policyAt(db, "default")).toEqual(DEFAULT_POLICY);
  });

  it("a key whose policy cannot be read is refused, never served without its rules", async () => {
    const { id, secret } = await mintKey(db, { teamId, name: "broken" });
    await setLevel(id, { objective: "fastest" }, 1);
    expect(await setUp().cache.verify(secret)).toBeNull();
  });

  it("the operator's key can be installed again and again; once revoked it stays so", async () => {
    const key = "ops-0123456789-0123456789";
    const first = await installBootstrapKey(db, key);
    expect(await installBootstrapKey(db, key)).toEqual(first);
    expect((await setUp().cache.verify(key))?.keyId).toBe(first.id);
    await db.query("update keys set revoked_at = now() where id = $1", [first.id]);
    await installBootstrapKey(db, key);
    expect(await setUp().cache.verify(key)).toBeNull();
  });

  it("a database that does not answer is an error, not a refusal", async () => {
    const down: Database = { ...db, query: () => Promise.reject(new Error("down")) };
    await expect(new KeyCache(down, systemClock).verify("any")).rejects.toThrow("down");
  });
});
