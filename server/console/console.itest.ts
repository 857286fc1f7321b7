import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { seedTeam } from "@/db/seed";
import { testDatabase } from "@/db/testing";
import { createRecorder, nullRecorder } from "@/server/audit/recorder";
import { serve, testDraft } from "@/server/audit/testing";
import { mintKey } from "@/server/auth/api-key";
import { checkPassword } from "@/server/auth/check-password";
import { KeyCache } from "@/server/auth/key-cache";
import { checkSession, closeSession, openSession, type Viewer } from "@/server/auth/session-store";
import { setupToken } from "@/server/auth/setup-token";
import { TryLimit } from "@/server/auth/try-limit";
import { visitOf, type Visit } from "@/server/auth/visit";
import { loadCatalog } from "@/server/catalog/catalog";
import { systemClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { loadSettings } from "@/server/platform/settings";
import { discoverUpstreams } from "@/server/providers/registry";
import { assembleRuntime, type Runtime } from "@/server/runtime";
import { createCaller } from "./root";

const SECRET = "a secret of these tests, long enough";
const OWNER = { name: "Ada", email: "Ada@Example.org ", password: "a long enough password" };
const LOCAL: Visit = { address: "127.0.0.1", baseUrl: "http://127.0.0.1:3000", secure: false };
const REMOTE: Visit = { address: "203.0.113.9", baseUrl: "http://route.example", secure: false };
/** A remote caller, through a proxy on the machine itself, who claims to be on it. */
const FORGED = visitOf(
  new Headers({
    host: "127.0.0.1:3000",
    "x-forwarded-host": "localhost:3000",
    "x-forwarded-for": "127.0.0.1",
    "x-real-ip": "127.0.0.1",
    "x-fairlead-peer": "127.0.0.1",
  }),
  null,
);

/** Codes of tRPC errors are what the browser acts on. */
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error: { code?: string }) => error.code,
  );

describe("the console's procedures", () => {
  let db: Database;
  let runtime: Runtime;
  let teamId: string;

  beforeAll(async () => {
    db = await testDatabase();
    teamId = (await seedTeam(db)).id;
    const settings = loadSettings({ FAIRLEAD_SANDBOX: "on", FAIRLEAD_LOCAL_ENGINES: "off" });
    const catalog = loadCatalog();
    const registry = await discoverUpstreams(settings, catalog);
    const parts = {
      settings,
      secret: SECRET,
      db,
      recorder: nullRecorder,
      keys: new KeyCache(db),
      classifier: null,
    };
    runtime = assembleRuntime({ ...parts, registry, catalog });
  });
  afterAll(() => runtime.close());

  const as = (viewer: Viewer | null, visit = LOCAL) => createCaller({ runtime, viewer, visit });
  const viewerOf = (team: string): Viewer => ({
    userId: "usr_test",
    sessionId: "ses_test",
    name: "Ada",
    email: "ada@example.org",
    team: { id: team, name: "Default team", role: "owner" },
  });

  it("without the printed token no owner is created, on loopback and with forged headers neither", async () => {
    for (const visit of [LOCAL, REMOTE, FORGED]) {
      const create = as(null, visit).setup.createOwner;
      expect(await codeOf(create({ ...OWNER, token: "" }))).toBe("FORBIDDEN");
      expect(await codeOf(create({ ...OWNER, token: setupToken("other") }))).toBe("FORBIDDEN");
      expect(await codeOf(create(OWNER as typeof OWNER & { token: string }))).toBe("BAD_REQUEST");
    }
    expect(await db.query("select 1 from users")).toEqual([]);
  });

  it("a short password is refused", async () => {
    const call = as(null).setup.createOwner({ ...OWNER, password: "too short", token: setupToken(SECRET) });
    await expect(call).rejects.toMatchObject({ code: "BAD_REQUEST", message: "Use at least 10 characters." });
  });

  it("of two who come first together one becomes the owner, once, with an entry in the change trail", async () => {
    const tries = [
      as(null).setup.createOwner({ ...OWNER, token: ` ${setupToken(SECRET)}\n` }),
      as(null, REMOTE).setup.createOwner({ ...OWNER, email: "eve@example.org", token: setupToken(SECRET) }),
    ];
    expect(new Set(await Promise.all(tries.map(codeOf)))).toEqual(new Set(["CONFLICT", "none"]));
    const members = await db.query("select team_id, role from members");
    expect(members).toEqual([{ team_id: teamId, role: "owner" }]);
    const trail = await db.query<{ action: string; after: unknown }>(
      "select action, after from admin_events",
    );
    expect(trail.map(({ action }) => action)).toEqual(["member.create"]);
    expect(JSON.stringify(trail)).not.toContain("password");
  });

  it("the password opens a session, and a closed or expired session is nobody", async () => {
    const [user] = await db.query<{ email: string }>("select email from users");
    const limit = () => new TryLimit({ limit: 2, windowMs: 60_000, namesMax: 10 }, () => 0);
    const limits = { perAccount: limit(), perAddress: limit() };
    const known = { email: ` ${user!.email.toUpperCase()}`, address: "::1" };
    const account = await checkPassword(db, limits, { ...known, password: OWNER.password });
    expect(account?.email).toBe(user!.email);

    const sid = await openSession(db, systemClock, account!.id);
    expect(await checkSession(db, systemClock, sid)).toMatchObject({
      userId: account!.id,
      team: { id: teamId },
    });
    const later = { ...systemClock, now: () => Date.now() + 31 * 24 * 3_600_000 };
    expect(await checkSession(db, later, sid)).toBeNull();
    await closeSession(db, systemClock, sid);
    expect(await checkSession(db, systemClock, sid)).toBeNull();

    for (let tries = 0; tries < 2; tries++) {
      expect(await checkPassword(db, limits, { ...known, password: "wrong password" })).toBeNull();
    }
    const right = checkPassword(db, limits, { ...known, password: OWNER.password });
    await expect(right).rejects.toMatchObject({ kind: "rate-limited" });
  });

  describe("tries to sign in", () => {
    const OF_TESTS = { accounts: 3, addresses: 4 };
    const limitsOf = () => {
      const limit = (tries: number) =>
        new TryLimit({ limit: tries, windowMs: 60_000, namesMax: 99 }, () => 0);
      return { perAccount: limit(OF_TESTS.accounts), perAddress: limit(OF_TESTS.addresses) };
    };
    const outcome = (call: Promise<unknown>) =>
      call.then(
        (user) => (user ? "in" : "wrong"),
        (error: { kind?: string }) => error.kind,
      );
    const [email, wrong] = ["ada@example.org", "wrong password"];
    const count = (all: unknown[], one: string) => all.filter((each) => each === one).length;

    it("that are sent together are counted before any of them is answered", async () => {
      const limits = limitsOf();
      const tries = Array.from({ length: 8 }, () =>
        outcome(checkPassword(db, limits, { email, password: wrong, address: null })),
      );
      expect(count(await Promise.all(tries), "wrong")).toBe(OF_TESTS.accounts);
    });

    it("are limited per account wherever they come from, and per address over all accounts", async () => {
      const limits = limitsOf();
      const from = (account: string, address: string | null) =>
        outcome(checkPassword(db, limits, { email: account, password: wrong, address }));
      const moving: unknown[] = [];
      for (let index = 0; index < 4; index++) moving.push(await from(email, `203.0.113.${index}`));
      expect(moving).toEqual(["wrong", "wrong", "wrong", "rate-limited"]);
      const spraying: unknown[] = [];
      for (let index = 0; index < 5; index++) spraying.push(await from(`u${index}@example.org`, "::1"));
      expect(count(spraying, "wrong")).toBe(OF_TESTS.addresses);
    });

    it("that succeed are not held against anybody", async () => {
      const limits = limitsOf();
      const known = await db.query<{ email: string }>("select email from users");
      const right = { email: known[0]!.email, password: OWNER.password, address: "::1" };
      for (let index = 0; index < 6; index++)
        expect(await outcome(checkPassword(db, limits, right))).toBe("in");
    });
  });

  it("signed out, or in no team, every call for a team's data is refused", async () => {
    const calls = (viewer: Viewer | null) => {
      const caller = as(viewer);
      return [
        caller.decision.list({}),
        caller.decision.get({ id: "dec_1" }),
        caller.playground.preview({ prompt: "Hello" }),
        caller.playground.openKey(),
      ].map(codeOf);
    };
    expect(new Set(await Promise.all(calls(null)))).toEqual(new Set(["UNAUTHORIZED"]));
    expect(new Set(await Promise.all(calls({ ...viewerOf(teamId), team: null })))).toEqual(
      new Set(["FORBIDDEN"]),
    );
  });

  it("a team sees its own decisions only, newest first, page after page", async () => {
    const recorder = createRecorder(db);
    const close = (team: string, atMs: number) => {
      const draft = serve(testDraft({ id: newId("dec", atMs), teamId: team, keyId: null, atMs }));
      recorder.open(draft);
      return recorder.close(draft).then(() => draft.id);
    };
    const start = Date.now() - 120_000;
    const mine: string[] = [];
    for (let index = 0; index < 52; index++) mine.unshift(await close(teamId, start + index));
    const other = await close("team_other", start + 1000);

    const caller = as(viewerOf(teamId));
    const first = await caller.decision.list({});
    const second = await caller.decision.list({ cursor: first.nextCursor });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(mine);
    expect(second.nextCursor).toBeNull();
    expect(first.rows[0]).toMatchObject({
      attempts: 2,
      flags: { fellBack: true },
      firstOutputMs: 370,
    });
    expect((await caller.decision.list({ objective: "cost" })).rows).toEqual([]);
    expect((await caller.decision.get({ id: mine[0]! })).decision.id).toBe(mine[0]);
    expect(await codeOf(caller.decision.get({ id: other }))).toBe("NOT_FOUND");
  });

  it("the dry run decides for all four objectives, calls nobody and stores nothing", async () => {
    const rows = () => db.query<{ count: number }>("select count(*) as count from decisions");
    const before = await rows();
    const preview = await as(viewerOf(teamId)).playground.preview({ prompt: "Compare RAG and fine-tuning." });
    expect(preview.cards.map(({ objective }) => objective).toSorted()).toEqual([
      "balanced",
      "cost",
      "latency",
      "quality",
    ]);
    for (const card of preview.cards) expect(card.winner).not.toBeNull();
    expect(await rows()).toEqual(before);
  });

  it("a playground key is its user's, ends after ten minutes, and opens the API for the team", async () => {
    const [user] = await db.query<{ id: string }>("select id from users");
    const viewer = { ...viewerOf(teamId), userId: user!.id };
    const { secret, expiresAt } = await as(viewer).playground.openKey();
    expect(expiresAt - Date.now()).toBeLessThanOrEqual(600_000);
    expect(await runtime.keys.verify(secret)).toMatchObject({ teamId });
    const [row] = await db.query("select kind, created_by from keys where kind = 'session'");
    expect(row).toEqual({ kind: "session", created_by: user!.id });
  });

  it("a viewer of the team opens no key, and still sees who would win", async () => {
    const viewer = viewerOf(teamId);
    const caller = as({ ...viewer, team: { ...viewer.team!, role: "viewer" } });
    expect(await codeOf(caller.playground.openKey())).toBe("FORBIDDEN");
    expect(await codeOf(caller.playground.preview({ prompt: "Hello" }))).toBe("none");
    expect(await codeOf(as({ ...viewer, team: { ...viewer.team!, role: "member" } }).decision.list({}))).toBe(
      "none",
    );
  });

  it("a new playground key takes the place of its user's expired ones, and of nothing else", async () => {
    const [user] = await db.query<{ id: string }>("select id from users");
    await db.query("insert into users (id, email) values ('usr_bob', 'bob@example.org')");
    const past = new Date(Date.now() - 1000);
    const mint = (createdBy: string, kind: "api" | "session", expiresAt: Date | null) =>
      mintKey(db, { teamId, name: "swept?", createdBy, kind, expiresAt }).then(({ id }) => id);
    const swept = [await mint(user!.id, "session", past), await mint(user!.id, "session", past)];
    const kept = [
      await mint(user!.id, "session", new Date(Date.now() + 60_000)),
      await mint(user!.id, "api", past),
      await mint("usr_bob", "session", past),
    ];
    await as({ ...viewerOf(teamId), userId: user!.id }).playground.openKey();
    const left = await db.query<{ id: string }>("select id from keys where id = any($1)", [
      [...swept, ...kept],
    ]);
    expect(left.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
  });

  it("a decision tells the name of the key that asked, and one query reads the decisions", async () => {
    const recorder = createRecorder(db);
    const { id: keyId } = await mintKey(db, { teamId, name: "support bot" });
    const ids: string[] = [];
    for (const key of [keyId, "key_deleted_since"]) {
      const atMs = Date.now() + ids.length;
      const draft = serve(testDraft({ id: newId("dec", atMs), teamId, keyId: key, atMs }));
      recorder.open(draft);
      await recorder.close(draft);
      ids.unshift(draft.id);
    }
    const texts: string[] = [];
    const query: Database["query"] = (text, ...rest) => (texts.push(text), db.query(text, ...rest));
    const counted = createCaller({
      runtime: { ...runtime, db: { ...db, query } },
      viewer: viewerOf(teamId),
      visit: LOCAL,
    });
    const { rows } = await counted.decision.list({});
    expect(rows.slice(0, 2).map(({ id, key }) => [id, key])).toEqual([
      [ids[0], "Playground"],
      [ids[1], "support bot"],
    ]);
    expect(texts.filter((text) => text.includes("from decisions"))).toHaveLength(1);
    expect((await counted.decision.get({ id: ids[1]! })).keyName).toBe("support bot");
  });

  it("an unknown failure tells the browser nothing of its cause", async () => {
    const broken: Runtime = {
      ...runtime,
      db: { ...db, query: () => Promise.reject(new Error("password=hunter2")) },
    };
    const caller = createCaller({ runtime: broken, viewer: viewerOf(teamId), visit: LOCAL });
    const error: unknown = await caller.decision.list({}).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: "INTERNAL_SERVER_ERROR" });
    expect((error as Error).message).not.toContain("hunter2");
  });

  it("the landing page's dry run takes only its own examples, and not without end", async () => {
    const visitor = as(null, REMOTE);
    expect((await visitor.showcase.flip({ example: 0 })).cards).toHaveLength(4);
    expect(await codeOf(visitor.showcase.flip({ example: 20 }))).toBe("NOT_FOUND");
    const codes: (string | undefined)[] = [];
    for (let call = 0; call < 300; call++) codes.push(await codeOf(visitor.showcase.flip({ example: 1 })));
    expect(codes[0]).toBe("none");
    expect(codes.at(-1)).toBe("TOO_MANY_REQUESTS");
    expect(await codeOf(as(null).showcase.flip({ example: 0 }))).toBe("none");
    const claims = new Headers({ "x-forwarded-for": "198.51.100.1", "x-fairlead-peer": REMOTE.address! });
    expect(await codeOf(as(null, visitOf(claims, null)).showcase.flip({ example: 0 }))).toBe(
      "TOO_MANY_REQUESTS",
    );
  });
});
