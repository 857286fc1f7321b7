import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { DECISION_STATES, type Decision } from "@/server/audit/decision";
import { mintKey } from "@/server/auth/api-key";
import { startFaultUpstream, type FaultUpstream } from "./testing/fault-upstream";
import { DOORS, KEY, MODEL, startGateway, type Harness } from "./testing/harness";

const messages = [{ role: "user", content: "Write a quicksort in Rust." }];
const DECISION_HEADERS = [
  "decision",
  "model",
  "provider",
  "objective",
  "task",
  "complexity",
  "reason",
  "attempts",
];

describe.each(DOORS)("the /v1 surface on a real database, %s door", (door) => {
  let db: Database;
  let upstream: FaultUpstream;
  let harness: Harness;
  beforeAll(async () => {
    db = await testDatabase();
    upstream = await startFaultUpstream();
    harness = await startGateway({ door, upstreams: [upstream], db, bodyLimitMb: "0.05" });
  });
  afterAll(async () => {
    await harness.close();
    await upstream.close();
    await db.close();
  });
  const chat = (json: object, headers: Record<string, string> = {}) =>
    harness.fetch("/v1/chat/completions", { json, headers });
  const errorOf = async (response: Response) =>
    ((await response.json()) as { error: Record<string, unknown> }).error;

  it("every answer carries the decision's headers, and its record is there to read", async () => {
    for (const stream of [false, true]) {
      const response = await chat({ model: "auto", messages, stream });
      await response.text();
      for (const name of DECISION_HEADERS)
        expect(response.headers.get(`x-fairlead-${name}`), name).toBeTruthy();
      expect(response.headers.get("x-fairlead-simulated")).toBeNull();
      expect(response.headers.get("server-timing")).toMatch(
        /^auth;dur=[\d.]+, classify;dur=[\d.]+, score;dur=[\d.]+, upstream;dur=[\d.]+$/,
      );
      const record = (await (
        await harness.fetch(`/v1/decisions/${response.headers.get("x-fairlead-decision")}`)
      ).json()) as Decision;
      expect(record).toMatchObject({
        state: "served",
        requestedModel: "auto",
        usage: { inputTokens: 11, outputTokens: 7 },
      });
      expect(record.attempts).toHaveLength(1);
    }
  });

  it("a pin by catalog id, by offer and by a custom model's own id", async () => {
    for (const [model, answered] of [
      [MODEL, MODEL],
      [`${MODEL}@up1`, MODEL],
      ["custom-1", "custom-1"],
    ] as const) {
      const response = await chat({ model, messages });
      expect(((await response.json()) as { model: string }).model).toBe(answered);
      expect(response.headers.get("x-fairlead-reason")).toBe("pinned");
    }
  });

  it("what reaches the upstream is what was sent, save for model and routing", async () => {
    const rest = `"seed":9007199254740993, "stop":null,"x_vendor":{"a":[1.0]},"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\\"a\\" : 1.0 }"}}]},{"role":"tool","tool_call_id":"c","content":"é"}]`;
    const response = await harness.fetch("/v1/chat/completions", {
      method: "POST",
      body: `{"routing":{"objective":"cost"},"model":"${MODEL}",${rest}}`,
    });
    expect(response.status).toBe(200);
    expect(upstream.calls.at(-1)!.body).toBe(`{"model":"upstream-name",${rest}}`);
  });

  it("sends its own key and the request's id on, and neither the client's key nor its cookies", async () => {
    await chat({ model: MODEL, messages }, { "x-request-id": "trace-77", cookie: "a=b" });
    const { headers } = upstream.calls.at(-1)!;
    expect(headers).toMatchObject({ authorization: "Bearer sk-upstream", "x-request-id": "trace-77" });
    expect(headers.cookie).toBeUndefined();
    expect(JSON.stringify(headers)).not.toContain(KEY);
  });

  it("echoes a sane x-request-id and replaces one that is not", async () => {
    const sane = await harness.fetch("/v1/models", { headers: { "x-request-id": "abc-1" } });
    expect(sane.headers.get("x-request-id")).toBe("abc-1");
    const long = await harness.fetch("/v1/models", { headers: { "x-request-id": "x".repeat(200) } });
    expect(long.headers.get("x-request-id")).toMatch(/^req_/);
  });

  it("routing.trace puts the decision into the body", async () => {
    const response = await chat({ model: "auto", messages, routing: { trace: true } });
    const { fairlead, ...answer } = (await response.json()) as { fairlead: Decision; model: string };
    expect(answer.model).toBe(fairlead.attempts[0]!.offer.split("@")[0]);
    expect(fairlead.id).toBe(response.headers.get("x-fairlead-decision"));
    expect(fairlead.state).toBe("served");
  });

  it("the dry run decides without calling or storing anything", async () => {
    const before = upstream.calls.length;
    const response = await harness.fetch("/v1/route", {
      json: { model: "auto:quality", messages, stream: true },
    });
    const decision = (await response.json()) as Decision;
    expect(decision).toMatchObject({ state: "open", attempts: [], objective: "quality", usage: null });
    expect(decision.candidates.length + decision.exclusions.length).toBe(
      harness.runtime.snapshot.offers.length,
    );
    expect(response.headers.get("x-fairlead-decision")).toBe(decision.id);
    expect((await harness.fetch(`/v1/decisions/${decision.id}`)).status).toBe(404);
    expect(upstream.calls.length).toBe(before);
  });

  it("the dry run of a request that nobody may serve is open, without a winner, and says why", async () => {
    const response = await harness.fetch("/v1/route", {
      json: { model: "auto", messages, routing: { providers: ["nobody"] } },
    });
    const decision = (await response.json()) as Decision;
    expect([response.status, decision.state, decision.winner]).toEqual([200, "open", null]);
    expect(decision.exclusions.length).toBeGreaterThan(0);
  });

  it("absurd counts of an upstream do not cost the answer: they are unknown", async () => {
    upstream.queue.push((_, response) => {
      const choices = [{ index: 0, message: { role: "assistant", content: "hi" }, finish_reason: "stop" }];
      const usage = { prompt_tokens: 5e9, completion_tokens: 1, total_tokens: 5_000_000_001 };
      response.writeHead(200).end(JSON.stringify({ choices, usage }));
    });
    const response = await chat({ model: MODEL, messages, routing: { trace: true } });
    expect(response.status).toBe(200);
    const { fairlead } = (await response.json()) as { fairlead: Decision };
    expect(fairlead.usage).toMatchObject({ inputTokens: null, outputTokens: 1, totalTokens: null });
  });

  it.each<[string, object, number, string, string | null]>([
    ["an unknown model", { model: "no/such" }, 404, "model_not_found", "model"],
    [
      "a model out of scope",
      { model: MODEL, routing: { exclude: ["Qwen/*"] } },
      403,
      "model_not_in_scope",
      "model",
    ],
    [
      "nobody eligible",
      { model: "auto", routing: { providers: ["nobody"] } },
      422,
      "no_eligible_model",
      null,
    ],
  ])("%s is refused, and the refusal is on the record", async (_, json, status, code, param) => {
    const response = await chat({ messages, ...json });
    expect(response.status).toBe(status);
    const error = await errorOf(response);
    expect(error).toMatchObject({ code, param, type: expect.any(String), message: expect.any(String) });
    expect(response.headers.get("x-fairlead-decision")).toBe(error.decision_id);
    expect(response.headers.get("x-should-retry")).toBe("false");
    const record = (await (
      await harness.fetch(`/v1/decisions/${String(error.decision_id)}`)
    ).json()) as Decision;
    expect([record.state, record.winner, record.attempts]).toEqual(["refused", null, []]);
    expect(record.exclusions.length).toBeGreaterThan(0);
  });

  it.each<[string, string | object, number, string, string | null]>([
    ["no JSON", "{", 400, "invalid_request_error", null],
    ["an empty body", "", 400, "invalid_request_error", null],
    ["a list", "[]", 400, "invalid_request_error", null],
    ["no model", { messages }, 400, "invalid_request_error", "model"],
    ["an unknown objective", { model: "auto:best", messages }, 400, "invalid_request_error", "model"],
    ["no messages", { model: "auto" }, 400, "invalid_request_error", "messages"],
    ["empty messages", { model: "auto", messages: [] }, 400, "invalid_request_error", "messages"],
    [
      "an unknown role",
      { model: "auto", messages: [{ role: "robot", content: "" }] },
      400,
      "invalid_request_error",
      "messages.0.role",
    ],
    [
      "content of a wrong kind",
      { model: "auto", messages: [{ role: "user", content: 7 }] },
      400,
      "invalid_request_error",
      "messages.0.content",
    ],
    [
      "a wrong routing field",
      { model: "auto", messages, routing: { objective: "best" } },
      400,
      "invalid_request_error",
      "routing.objective",
    ],
    [
      "a stream that is no boolean",
      { model: "auto", messages, stream: "yes" },
      400,
      "invalid_request_error",
      "stream",
    ],
    [
      "an endless output limit",
      `{"model":"auto","messages":[{"role":"user","content":"x"}],"max_tokens":1e999}`,
      400,
      "invalid_request_error",
      "max_tokens",
    ],
    ["an endless model name", { model: "m".repeat(301), messages }, 400, "invalid_request_error", "model"],
    [
      "a body over the limit",
      { model: "auto", messages: [{ role: "user", content: "x".repeat(80_000) }] },
      413,
      "request_too_large",
      null,
    ],
  ])("%s: %#", async (_, json, status, code, param) => {
    const response = await harness.fetch("/v1/chat/completions", {
      method: "POST",
      body: typeof json === "string" ? json : JSON.stringify(json),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-request-id")).toMatch(/^req_/);
    expect(await errorOf(response)).toMatchObject({ type: "invalid_request_error", code, param });
  });

  it("wrong and missing keys are 401, also on paths with an id", async () => {
    for (const authorization of ["Bearer fl_wrong", "Basic abc", ""]) {
      for (const path of ["/v1/models", "/v1/decisions/dec_1"]) {
        const response = await harness.fetch(path, { headers: { authorization } });
        expect(response.status).toBe(401);
        expect(await errorOf(response)).toMatchObject({
          code: "invalid_api_key",
          type: "invalid_request_error",
        });
      }
    }
  });

  it("unknown paths are 404 and wrong methods 405 with allow, in the envelope", async () => {
    const unknown = await harness.fetch("/v1/nothing/here");
    expect([unknown.status, (await errorOf(unknown)).code]).toEqual([404, "unknown_url"]);
    const wrong = await harness.fetch("/v1/models", { method: "DELETE" });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect((await errorOf(wrong)).code).toBe("method_not_allowed");
    const options = await harness.fetch("/v1/chat/completions", { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([204, "POST, OPTIONS"]);
    const head = await harness.fetch("/v1/models", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("lists models with facts, and `auto` without a price", async () => {
    const ids: string[] = [];
    for await (const model of harness.client.models.list()) ids.push(model.id);
    expect(ids).toEqual([
      "auto",
      "auto:quality",
      "auto:balanced",
      "auto:cost",
      "auto:latency",
      MODEL,
      "custom-1",
    ]);
    const auto = await harness.client.models.retrieve("auto");
    expect(JSON.stringify(auto)).not.toMatch(/price|cost":/i);
    const pinned = (await harness.client.models.retrieve(MODEL)) as unknown as {
      offers: { provider: string }[];
    };
    expect(pinned).toMatchObject({ object: "model", owned_by: "Qwen", simulated: false, inCatalog: true });
    expect(pinned.offers.map((offer) => offer.provider)).toEqual(["up1"]);
    expect((await harness.fetch(`/v1/models/${MODEL}`)).status).toBe(200);
    expect((await harness.fetch(`/v1/models/${encodeURIComponent(MODEL)}`)).status).toBe(200);
    expect((await harness.fetch("/v1/models/%zz")).status).toBe(404);
    expect((await harness.fetch("/v1/models/no/such")).status).toBe(404);
  });

  it("pages through decisions, newest first, and refuses odd paging", async () => {
    const page = async (query: string) =>
      (await harness.fetch(`/v1/decisions${query}`)).json() as Promise<{
        object: string;
        data: Decision[];
        has_more: boolean;
      }>;
    const first = await page("?limit=2");
    expect([first.object, first.data.length, first.has_more]).toEqual(["list", 2, true]);
    const second = await page(`?limit=2&after=${first.data[1]!.id}`);
    const ids = [...first.data, ...second.data].map((decision) => decision.id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    for (const { state } of first.data) expect(DECISION_STATES).toContain(state);
    for (const query of ["?limit=0", "?limit=x", "?limit=101", "?after=nonsense"]) {
      expect((await harness.fetch(`/v1/decisions${query}`)).status).toBe(400);
    }
  });

  it("another team's decision does not exist", async () => {
    const mine = (await chat({ model: MODEL, messages })).headers.get("x-fairlead-decision")!;
    await db.query("insert into teams (id, name) values ('team_other', 'Other') on conflict do nothing");
    const { secret } = await mintKey(db, { teamId: "team_other", name: "other" });
    const headers = { authorization: `Bearer ${secret}` };
    expect((await harness.fetch(`/v1/decisions/${mine}`, { headers })).status).toBe(404);
    expect(await (await harness.fetch("/v1/decisions", { headers })).json()).toMatchObject({
      data: [],
      has_more: false,
    });
    expect((await harness.fetch(`/v1/decisions/${mine}`)).status).toBe(200);
  });

  it("is alive and ready without a key", async () => {
    for (const path of ["/healthz", "/readyz"]) {
      const wrong = await fetch(harness.url + path, { method: "POST" });
      expect([wrong.status, (await errorOf(wrong)).code]).toEqual([405, "method_not_allowed"]);
      const response = await fetch(harness.url + path);
      expect([response.status, ((await response.json()) as { status: string }).status]).toEqual([200, "ok"]);
    }
  });
});
