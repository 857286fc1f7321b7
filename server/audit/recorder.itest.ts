import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { systemClock } from "@/server/platform/clock";
import { isRouterError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { testOptions } from "@/server/router/testing/fixtures";
import { toDecision, type DecisionDraft } from "./draft";
import { listDecisions, readDecision } from "./read";
import { createRecorder, nullRecorder } from "./recorder";
import { replayDecision } from "./replay";
import { AT_MS, auditSnapshot, serve, testDraft } from "./testing";

/** The database with its traffic on record, and a gate that holds statements back. */
function watched(db: Database) {
  const sent: { rows: { id: string; state: string }[]; relaxed: boolean }[] = [];
  const gate = { fail: 0, error: new Error("connection lost"), hold: null as Promise<void> | null };
  const query: Database["query"] = async (text, params, name) => {
    if (text.startsWith("insert into decisions")) {
      const rows = [];
      for (let at = 0; at < params!.length; at += 19)
        if (params![at]) rows.push({ id: String(params![at]), state: String(params![at + 4]) });
      sent.push({ rows, relaxed: text.includes("synchronous_commit") });
      await gate.hold;
      if (gate.fail > 0) {
        gate.fail--;
        throw gate.error;
      }
    }
    return db.query(text, params, name);
  };
  return { sent, gate, db: { ...db, query } };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const stateOf = async (db: Database, id: string) =>
  (await db.query<{ state: string }>("select state from decisions where id = $1", [id]))[0]?.state ?? null;

describe("the recorder", () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  it("closes only when the whole record can be read back, equal to the live answer", async () => {
    const recorder = createRecorder(db);
    const draft = testDraft();
    recorder.open(draft);
    await recorder.drain();
    expect(await stateOf(db, draft.id)).toBe("open");
    await recorder.close(serve(draft));
    expect(await readDecision(db, draft.teamId, draft.id)).toEqual(
      JSON.parse(JSON.stringify(toDecision(draft))),
    );
  });

  it("a stored decision replays to itself without the prompt", async () => {
    const recorder = createRecorder(db);
    const draft = serve(
      testDraft({ context: { options: testOptions({ objective: "cost", excludeModels: ["org/model-1"] }) } }),
    );
    await recorder.close(draft);
    const replayed = await replayDecision(db, draft.teamId, draft.id);
    expect(replayed).toEqual({ plan: draft.plan, same: true });
    expect((await replayDecision(db, draft.teamId, draft.id, "quality"))?.plan.objective).toBe("quality");
    expect(await replayDecision(db, "team_other", draft.id)).toBeNull();
  });

  it("a close that finds its open row still queued takes its place: one row, one durable commit", async () => {
    const { db: watchedDb, sent } = watched(db);
    const recorder = createRecorder(watchedDb);
    const draft = testDraft();
    recorder.open(draft);
    await recorder.close(serve(draft));
    await recorder.drain();
    expect(sent).toEqual([{ rows: [{ id: draft.id, state: "served" }], relaxed: false }]);
  });

  it("only batches of nothing but open rows may lag behind the disk", async () => {
    const { db: watchedDb, sent } = watched(db);
    const recorder = createRecorder(watchedDb);
    const [first, second] = [testDraft(), testDraft()];
    recorder.open(first);
    await recorder.drain();
    recorder.open(second);
    await recorder.close(serve(first));
    await recorder.drain();
    expect(sent.map(({ relaxed }) => relaxed)).toEqual([true, false]);
    expect(sent[1]!.rows).toHaveLength(2);
  });

  it("an open row that arrives late never takes back what was closed", async () => {
    const recorder = createRecorder(db);
    const draft = serve(testDraft());
    await recorder.close(draft);
    recorder.open(draft);
    await recorder.drain();
    expect(await stateOf(db, draft.id)).toBe("served");
  });

  it("what arrives while a commit is in flight shares the next one", async () => {
    const { db: watchedDb, sent, gate } = watched(db);
    const recorder = createRecorder(watchedDb);
    let release!: () => void;
    gate.hold = new Promise((resolve) => (release = resolve));
    const drafts = Array.from({ length: 40 }, () => serve(testDraft()));
    const first = recorder.close(drafts[0]!);
    while (sent.length === 0) await turn();
    const others = drafts.slice(1).map((draft) => recorder.close(draft));
    await turn();
    await turn();
    expect(sent).toHaveLength(1);
    release();
    await Promise.all([first, ...others]);
    expect(sent.map(({ rows }) => rows.length)).toEqual([1, 39]);
    const ids = sent[1]!.rows.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });

  it("keeps every record of 1,000 concurrent requests", async () => {
    const recorder = createRecorder(db);
    const snapshot = auditSnapshot(5, "snap_many");
    const drafts = Array.from({ length: 1_000 }, () => testDraft({ snapshot, teamId: "team_many" }));
    await Promise.all(
      drafts.map(async (draft, index) => {
        recorder.open(draft);
        if (index % 3 === 0) await turn();
        await recorder.close(serve(draft));
      }),
    );
    const [row] = await db.query<{ rows: number; served: number }>(
      "select count(*) as rows, count(*) filter (where state = 'served') as served from decisions where team_id = 'team_many'",
    );
    expect(row).toEqual({ rows: 1_000, served: 1_000 });
  });

  it("tries a failed batch once more, then says audit-unavailable and goes on", async () => {
    const { db: watchedDb, gate } = watched(db);
    const recorder = createRecorder(watchedDb);
    gate.fail = 1;
    await recorder.close(serve(testDraft()));
    gate.fail = 2;
    const refused = await recorder.close(serve(testDraft())).catch((error: unknown) => error);
    expect(isRouterError(refused) && refused.kind).toBe("audit-unavailable");
    const draft = serve(testDraft());
    await recorder.close(draft);
    expect(await stateOf(db, draft.id)).toBe("served");
  });

  it("one record that the database refuses does not take the others of its batch with it", async () => {
    const recorder = createRecorder(db);
    const good = [serve(testDraft()), serve(testDraft())];
    const bad = serve(testDraft());
    bad.usage = { ...bad.usage!, inputTokens: 2 ** 40 };
    const outcomes = await Promise.allSettled([...good, bad].map((draft) => recorder.close(draft)));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(await stateOf(db, good[1]!.id)).toBe("served");
  });

  it("a record is never stored before the snapshot that it names", async () => {
    const snapshot = auditSnapshot(3, "snap_late");
    const query: Database["query"] = (text, params, name) =>
      text.startsWith("insert into snapshots")
        ? Promise.reject(new Error("no space"))
        : db.query(text, params, name);
    const draft = serve(testDraft({ snapshot }));
    await expect(createRecorder({ ...db, query }).close(draft)).rejects.toThrow("could not be recorded");
    expect(await stateOf(db, draft.id)).toBeNull();
    await createRecorder(db).close(draft);
    expect((await readDecision(db, draft.teamId, draft.id))?.versions.snapshot).toBe("snap_late");
  });

  it("drain resolves when everything that was handed over is stored", async () => {
    const recorder = createRecorder(db);
    const drafts = Array.from({ length: 150 }, () => testDraft());
    for (const draft of drafts) recorder.open(draft);
    await recorder.drain();
    expect(await stateOf(db, drafts[149]!.id)).toBe("open");
    await nullRecorder.drain();
  });

  it("a row outside every monthly partition is kept, and moves when its month is made", async () => {
    const atMs = Date.UTC(2031, 4, 20);
    const draft = serve(testDraft({ atMs }));
    const recorder = createRecorder(db);
    await recorder.close(draft);
    const where = async () =>
      (
        await db.query<{ name: string }>(
          "select tableoid::regclass::text as name from decisions where id = $1",
          [draft.id],
        )
      )[0]?.name;
    expect(await where()).toBe("decisions_default");
    await db.query("select ensure_decision_partitions($1, 2)", ["2031-05-01T00:00:00Z"]);
    expect(await where()).toBe("decisions_2031_05");
    expect((await readDecision(db, draft.teamId, draft.id))?.state).toBe("served");
  });

  it("makes the coming months' partitions once the day has changed", async () => {
    let nowMs = Date.UTC(2032, 0, 31, 23);
    const recorder = createRecorder(db, { ...systemClock, now: () => nowMs });
    nowMs += 2 * 3_600_000;
    await recorder.close(serve(testDraft()));
    await recorder.drain();
    expect(await db.query("select 1 where to_regclass('decisions_2032_04') is not null")).toHaveLength(1);
  });
});

describe("the list of decisions", () => {
  let db: Database;
  const drafts: DecisionDraft[] = [];
  beforeAll(async () => {
    db = await testDatabase();
    const recorder = createRecorder(db);
    for (let index = 0; index < 25; index++) {
      const atMs = AT_MS + Math.floor(index / 2) * 1000; // pairs share their millisecond
      const draft = testDraft({
        atMs,
        id: newId("dec", atMs),
        teamId: "team_a",
        keyId: index % 5 === 0 ? "key_x" : "key_y",
      });
      drafts.push(index % 2 === 0 ? serve(draft) : Object.assign(draft, { state: "failed" as const }));
    }
    drafts.push(serve(testDraft({ teamId: "team_b" })));
    await Promise.all(drafts.map((draft) => recorder.close(draft)));
  });
  afterAll(() => db.close());

  const pages = async (limit: number, filters = {}) => {
    const ids: string[] = [];
    for (let more = true; more;) {
      const page = await listDecisions(db, "team_a", { limit, after: ids.at(-1), filters });
      ids.push(...page.data.map(({ id }) => id));
      more = page.hasMore;
    }
    return ids;
  };

  it("is newest first, and its pages neither repeat nor skip", async () => {
    const ids = await pages(4);
    expect(ids).toHaveLength(25);
    expect(new Set(ids).size).toBe(25);
    expect(ids).toEqual([...ids].sort().reverse());
  });

  it("never shows another team's decisions, in a list or by id", async () => {
    const other = drafts.find(({ teamId }) => teamId === "team_b")!;
    expect(await pages(50)).not.toContain(other.id);
    expect(await readDecision(db, "team_a", other.id)).toBeNull();
    expect(await readDecision(db, "team_b", other.id)).not.toBeNull();
    expect((await listDecisions(db, "team_a", { limit: 5, after: "nonsense" })).data).toEqual([]);
  });

  it("narrows by state, task, objective and requested model", async () => {
    const served = drafts.filter(({ state, teamId }) => state === "served" && teamId === "team_a");
    expect(await pages(3, { state: "served" })).toHaveLength(served.length);
    expect(await pages(9, { task: "code", objective: "balanced", requestedModel: "auto" })).toHaveLength(25);
    expect(await pages(9, { task: "math" })).toEqual([]);
    expect(await pages(50, { state: "failed", requestedModel: "auto" })).toHaveLength(12);
  });
});
