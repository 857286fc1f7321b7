import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { seedTeam } from "@/db/seed";
import { testDatabase } from "@/db/testing";
import { mintKey } from "@/server/auth/api-key";
import { KeyCache } from "@/server/auth/key-cache";
import type { Viewer } from "@/server/auth/session-store";
import { systemClock } from "@/server/platform/clock";
import type { Runtime } from "@/server/runtime";
import { createCaller } from "./root";

type Team = NonNullable<Viewer["team"]>;

const USER = "usr_ada";
const visit = { address: "127.0.0.1", baseUrl: "http://localhost", secure: false };
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error: { code?: string }) => error.code,
  );

describe("API keys in the console", () => {
  let db: Database;
  let runtime: Runtime;
  let mine: Team;

  beforeAll(async () => {
    db = await testDatabase();
    mine = { id: (await seedTeam(db)).id, name: "Mine", role: "owner" };
    await db.query("insert into teams (id, name) values ('team_other', 'Other')");
    await db.query("insert into users (id, email) values ($1, 'ada@example.org')", [USER]);
    // All that keys touch; a part that is missing would fail loudly.
    const parts: Pick<Runtime, "db" | "clock" | "keys"> = { db, clock: systemClock, keys: new KeyCache(db) };
    runtime = parts as Runtime;
  });
  afterAll(() => db.close());

  const as = (team: Team | null) => {
    const viewer = { userId: USER, sessionId: "ses_test", name: "Ada", email: "ada@example.org", team };
    return createCaller({ runtime, viewer, visit }).key;
  };
  const other = (): Team => ({ id: "team_other", name: "Other", role: "owner" });
  const trailOf = (id: string) =>
    db.query("select team_id, actor, action, before, after from admin_events where subject = $1", [id]);
  const states = async () => (await as(mine).list()).rows.map(({ id, state }) => [id, state]);
  const rowOf = async (id: string) => (await as(mine).list()).rows.find((row) => row.id === id);

  it("a new key opens the API for its team; its secret is told once and stored nowhere", async () => {
    const { id, secret } = await as(mine).create({ name: "  support bot " });
    expect(await runtime.keys.verify(secret)).toMatchObject({ keyId: id, teamId: mine.id });
    const prefix = secret.slice(0, 15);
    const shown = { name: "support bot", kind: "api", prefix, last4: secret.slice(-4), state: "active" };
    expect(await rowOf(id)).toMatchObject(shown);
    const kept = [await as(mine).list(), await trailOf(id), await db.query("select * from keys")];
    expect(JSON.stringify(kept)).not.toContain(secret.slice(16));
    expect(await trailOf(id)).toEqual([
      {
        team_id: mine.id,
        actor: USER,
        action: "key.create",
        before: null,
        after: { name: "support bot", last4: shown.last4 },
      },
    ]);
  });

  it("a key needs a name", async () => {
    await expect(as(mine).create({ name: "  " })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: "Give the key a name.",
    });
  });

  it("another team's owner neither sees a key nor revokes it", async () => {
    const { id, secret } = await as(mine).create({ name: "ours" });
    expect(await as(other()).list()).toEqual({ rows: [], truncated: false });
    expect(await codeOf(as(other()).revoke({ id }))).toBe("NOT_FOUND");
    expect(await new KeyCache(db).verify(secret)).not.toBeNull();
  });

  it("an admin manages keys; a member, a viewer and somebody in no team do not", async () => {
    const { id } = await as(mine).create({ name: "guarded" });
    const codes = (team: Team | null) =>
      Promise.all([as(team).list(), as(team).create({ name: "x" }), as(team).revoke({ id })].map(codeOf));
    const refused = ["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"];
    expect(await codes({ ...mine, role: "member" })).toEqual(refused);
    expect(await codes({ ...mine, role: "viewer" })).toEqual(refused);
    expect(await codes(null)).toEqual(refused);
    const stranger = createCaller({ runtime, viewer: null, visit }).key;
    expect(await codeOf(stranger.list())).toBe("UNAUTHORIZED");
    expect(await codes({ ...mine, role: "admin" })).toEqual(["none", "none", "none"]);
  });

  it("a revoked key is refused at once here and within five seconds elsewhere, for good", async () => {
    const { id, secret } = await as(mine).create({ name: "leaked" });
    let elapsed = 0;
    const elsewhere = new KeyCache(db, { now: Date.now, elapsed: () => elapsed });
    expect(await elsewhere.verify(secret)).not.toBeNull();
    expect(await runtime.keys.verify(secret)).not.toBeNull();

    await Promise.all([as(mine).revoke({ id }), as(mine).revoke({ id })]);
    expect(await runtime.keys.verify(secret)).toBeNull();
    elapsed = 5_000;
    expect(await elsewhere.verify(secret)).toBeNull();
    expect(await rowOf(id)).toMatchObject({ state: "revoked" });
    const trail = await trailOf(id);
    expect(trail.map(({ action }) => action)).toEqual(["key.create", "key.revoke"]);
    expect(trail[1]).toMatchObject({
      actor: USER,
      before: { name: "leaked", revokedAt: null },
      after: { name: "leaked", revokedAt: expect.any(String) as string },
    });
  });

  it("without its entry in the change trail no key is made and none revoked", async () => {
    const { id, secret } = await as(mine).create({ name: "kept" });
    const before = await states();
    await db.query("alter table admin_events add constraint broken check (actor <> 'usr_ada') not valid");
    expect(await codeOf(as(mine).create({ name: "unaudited" }))).toBe("INTERNAL_SERVER_ERROR");
    expect(await codeOf(as(mine).revoke({ id }))).toBe("INTERNAL_SERVER_ERROR");
    await db.query("alter table admin_events drop constraint broken");
    expect(await states()).toEqual(before);
    expect(await new KeyCache(db).verify(secret)).not.toBeNull();
  });

  it("the playground's keys stay out of the list and out of reach; an expired one is told apart", async () => {
    const past = new Date(Date.now() - 1000);
    const session = await mintKey(db, { teamId: mine.id, name: "Playground", kind: "session" });
    const expired = await mintKey(db, { teamId: mine.id, name: "old", expiresAt: past });
    expect(await rowOf(session.id)).toBeUndefined();
    expect(await codeOf(as(mine).revoke({ id: session.id }))).toBe("NOT_FOUND");
    expect(await rowOf(expired.id)).toMatchObject({ state: "expired", lastUsedAt: null });
  });
});
