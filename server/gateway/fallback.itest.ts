import OpenAI from "openai";
import { afterEach, describe, expect, it } from "vitest";
import {
  answer,
  chunk,
  DONE,
  empty,
  framesOf,
  hang,
  html,
  send,
  startFaultUpstream,
  status,
  type Behaviour,
  type FaultUpstream,
} from "./testing/fault-upstream";
import { DOORS, MODEL, startGateway, type Harness, type HarnessOptions } from "./testing/harness";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function upstream(...queue: Behaviour[]): Promise<FaultUpstream> {
  const started = await startFaultUpstream();
  started.queue.push(...queue);
  closing.push(() => started.close());
  return started;
}

async function gateway(options: HarnessOptions): Promise<Harness> {
  const started = await startGateway(options);
  closing.push(() => started.close());
  return started;
}

async function refusedUrl(): Promise<string> {
  const gone = await startFaultUpstream();
  await gone.close();
  return gone.url;
}

const messages = [{ role: "user" as const, content: "Say hello." }];
const body = (extra: object = {}) => ({ model: MODEL, messages, ...extra });

/** The text of an answer, asked for in either way, and the model it names. */
async function ask(
  harness: Harness,
  stream: boolean,
): Promise<{ text: string; model: string; roles: number }> {
  if (!stream) {
    const plain = await harness.client.chat.completions.create(body());
    return { text: plain.choices[0]!.message.content!, model: plain.model, roles: 1 };
  }
  const out = { text: "", model: "", roles: 0 };
  for await (const part of await harness.client.chat.completions.create({ ...body(), stream: true })) {
    out.model = part.model;
    out.text += part.choices[0]?.delta.content ?? "";
    if (part.choices[0]?.delta.role) out.roles++;
  }
  return out;
}

/** Only where a time-out is the point: a busy machine answers late. */
const SHORT = { firstOutputMs: 120, plainMs: 120, connectMs: 1_000 };
const PLAIN_FAULTS: [string, Behaviour, string][] = [
  ["429", status(429), "rate-limited"],
  ["500", status(500), "upstream-5xx"],
  ["503 with HTML", (_, response) => void response.writeHead(503).end("<html>busy</html>"), "upstream-5xx"],
  ["silence until the time-out", hang, "timeout"],
  [
    "the operator's key refused",
    status(401, { message: "Incorrect API key provided: sk-up***", code: "invalid_api_key" }),
    "upstream-rejected",
  ],
  [
    "a model that is not there",
    status(404, { message: "no such model", code: "model_not_found" }),
    "upstream-rejected",
  ],
  [
    "a context that is too long",
    status(400, { message: "too long", code: "context_length_exceeded" }),
    "upstream-rejected",
  ],
  ["HTML with status 200", html, "malformed"],
  ["an empty 200", empty, "empty"],
  ["a cut before the head", (_, response) => void response.destroy(), "reset"],
];
const STREAM_FAULTS: typeof PLAIN_FAULTS = [
  [
    "an error as the first frame",
    send(['data: {"error":{"message":"overloaded","code":"overloaded"}}\n\n']),
    "stream-error",
  ],
  [
    "a role chunk, then an error",
    send([chunk({ role: "assistant", content: "" }), 'data: {"error":{"message":"no"}}\n\n']),
    "stream-error",
  ],
  ["a role chunk, then the end", send([chunk({ role: "assistant", content: "" })]), "empty"],
  ["a role chunk, then a cut", send([chunk({ role: "assistant" })], "cut"), "reset"],
  ["a role chunk, then silence", send([chunk({ role: "assistant" })], "hang"), "timeout"],
  ["an end mark and nothing else", send([DONE]), "empty"],
  ["JSON without the event stream's form", send(['{"choices":[]}\n\n']), "empty"],
  ["a first frame that is not JSON", send(["data: {oops\n\n"]), "malformed"],
];
const MATRIX = [
  ...PLAIN_FAULTS.flatMap(([name, fault, outcome]) =>
    [false, true].map((stream) => ({ name, fault, outcome, stream })),
  ),
  ...STREAM_FAULTS.map(([name, fault, outcome]) => ({ name, fault, outcome, stream: true })),
];

describe.each(DOORS)("fallback before the first output, %s door", (door) => {
  it.each(MATRIX)("$name (stream: $stream) → the next offer answers", async ({ fault, outcome, stream }) => {
    const first = await upstream(fault);
    const second = await upstream(answer("hello there"));
    const harness = await gateway({
      door,
      upstreams: [first, second],
      budgets: outcome === "timeout" ? SHORT : {},
    });

    expect(await ask(harness, stream)).toEqual({ text: "hello there", model: MODEL, roles: 1 });
    const record = await harness.recorder.record();
    expect(record.attempts.map((attempt) => [attempt.offer, attempt.outcome])).toEqual([
      [`${MODEL}@up1`, outcome],
      [`${MODEL}@up2`, "served"],
    ]);
    expect([record.state, record.flags.fellBack, record.winner?.offer]).toEqual([
      "served",
      true,
      `${MODEL}@up1`,
    ]);
    expect(JSON.stringify(record)).not.toContain("sk-up");
    expect([first.calls.length, second.calls.length]).toEqual([1, 1]);
  });

  it.each([false, true])("a refused connection (stream: %s) → the next offer answers", async (stream) => {
    const second = await upstream(answer("hello there"));
    const harness = await gateway({ door, upstreams: [await refusedUrl(), second] });
    expect((await ask(harness, stream)).text).toBe("hello there");
    const { attempts } = await harness.recorder.record();
    expect(attempts.map((attempt) => attempt.outcome)).toEqual(["connect-failed", "served"]);
  });

  it("a plain answer without a finish reason is not whole → the next offer answers", async () => {
    const cut: Behaviour = (_, response) => {
      const choices = [{ index: 0, message: { role: "assistant", content: "hel" }, finish_reason: null }];
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ choices }));
    };
    const second = await upstream(answer("hello there"));
    const harness = await gateway({ door, upstreams: [await upstream(cut), second] });
    expect((await ask(harness, false)).text).toBe("hello there");
    const { attempts } = await harness.recorder.record();
    expect(attempts.map((attempt) => attempt.outcome)).toEqual(["malformed", "served"]);
  });

  it.each([false, true])("what failed attempts took is in server-timing (stream: %s)", async (stream) => {
    const harness = await gateway({ door, upstreams: [await upstream(status(500))] });
    const response = await harness.fetch("/v1/chat/completions", { json: body({ stream }) });
    expect(response.status).toBe(502);
    expect(response.headers.get("server-timing")).toMatch(/, upstream;dur=[\d.]+$/);
  });

  it("who reached nobody pays nothing; what a failed exchange cost is unknown", async () => {
    const costs: unknown[] = [];
    for (const upstreams of [[await refusedUrl()], [await refusedUrl(), await upstream(status(500))]]) {
      const harness = await gateway({ door, upstreams });
      expect((await harness.fetch("/v1/chat/completions", { json: body() })).status).toBe(502);
      costs.push((await harness.recorder.record()).cost.value);
    }
    const harness = await gateway({ door, upstreams: [await upstream()] });
    const nobody = { routing: { providers: ["nobody"] }, model: "auto" };
    expect((await harness.fetch("/v1/chat/completions", { json: body(nobody) })).status).toBe(422);
    costs.push((await harness.recorder.record()).cost.value);
    expect(costs).toEqual([0, null, 0]);
  });

  it("a database that is away is a 503 that may be tried again, without its address", async () => {
    const harness = await gateway({ door, upstreams: [await upstream()] });
    const { keys } = harness.runtime;
    const refused = Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:5432"), { code: "ECONNREFUSED" });
    harness.runtime.db.query = () => Promise.reject(refused);
    const paths = ["/v1/decisions", "/v1/decisions/dec_01k0000000e008000000000000"];
    const answers = await Promise.all(paths.map((path) => harness.fetch(path)));
    harness.runtime.keys = { ...keys, verify: () => Promise.reject(refused) };
    answers.push(await harness.fetch("/v1/chat/completions", { json: body() }));
    for (const response of answers) {
      expect([response.status, response.headers.get("x-should-retry")]).toEqual([503, "true"]);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({
        error: { code: "database_unavailable", type: "server_error" },
      });
      expect(text).not.toContain("10.0.0.1");
    }
    harness.runtime.keys = { ...keys, verify: () => Promise.reject(new TypeError("connect is no function")) };
    expect((await harness.fetch("/v1/models")).status).toBe(500);
  });

  it("an upstream that refused the connection is not asked again for another of its models", async () => {
    const harness = await gateway({ door, upstreams: [await refusedUrl()] });
    await expect(harness.client.chat.completions.create({ model: "auto", messages })).rejects.toMatchObject({
      status: 502,
    });
    const record = await harness.recorder.record();
    expect(record.fallbacks.length).toBeGreaterThan(0);
    expect(record.attempts.map((attempt) => attempt.outcome)).toEqual(["connect-failed"]);
  });

  it("headers name who answered, after how many attempts", async () => {
    const harness = await gateway({ door, upstreams: [await upstream(status(500)), await upstream()] });
    for (const stream of [false, true]) {
      harness.recorder.closed = [];
      const response = await harness.fetch("/v1/chat/completions", { json: body({ stream }) });
      await response.text();
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "x-fairlead-provider": stream ? "up1" : "up2",
        "x-fairlead-attempts": stream ? "1" : "2",
        "x-fairlead-model": MODEL,
      });
    }
  });

  it("with routing.fallback false there is one attempt", async () => {
    const [first, second] = [await upstream(status(500)), await upstream()];
    const harness = await gateway({ door, upstreams: [first, second] });
    const response = await harness.fetch("/v1/chat/completions", {
      json: body({ routing: { fallback: false } }),
    });
    expect(response.status).toBe(502);
    expect(second.calls).toHaveLength(0);
    expect((await harness.recorder.record()).attempts).toHaveLength(1);
  });

  it("the caller's own fault is passed on once, as the upstream said it", async () => {
    const error = {
      message: "temperature must be at most 2",
      type: "invalid_request_error",
      param: "temperature",
      code: "bad_value",
    };
    const [first, second] = [await upstream(status(422, error)), await upstream()];
    const harness = await gateway({ door, upstreams: [first, second] });
    const failure = await harness.client.chat.completions
      .create(body({ temperature: 9 }))
      .catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(OpenAI.UnprocessableEntityError);
    expect(failure).toMatchObject({
      status: 422,
      code: "bad_value",
      param: "temperature",
      type: "invalid_request_error",
    });
    expect((failure as Error).message).toContain("temperature must be at most 2");
    expect(second.calls).toHaveLength(0);
    const record = await harness.recorder.record();
    expect([record.state, record.attempts[0]!.outcome]).toEqual(["failed", "upstream-rejected"]);
    expect(JSON.stringify(record.attempts)).not.toContain("at most 2");
  });

  it("a context that nobody can take is the caller's to know", async () => {
    const tooLong = status(400, {
      message: "This is too long",
      type: "invalid_request_error",
      param: "messages",
      code: "context_length_exceeded",
    });
    const harness = await gateway({ door, upstreams: [await upstream(tooLong), await upstream(tooLong)] });
    await expect(harness.client.chat.completions.create(body())).rejects.toMatchObject({
      status: 400,
      code: "context_length_exceeded",
    });
    expect((await harness.recorder.record()).attempts).toHaveLength(2);
  });

  it("exhausted: 503 with the earliest retry-after when limits were met, and the client may retry", async () => {
    const limit = (seconds: string) => status(429, { message: "slow down" }, { "retry-after": seconds });
    const harness = await gateway({
      door,
      upstreams: [await upstream(limit("7")), await upstream(limit("3"))],
    });
    const response = await harness.fetch("/v1/chat/completions", { json: body({ stream: true }) });
    expect([
      response.status,
      response.headers.get("retry-after"),
      response.headers.get("x-should-retry"),
    ]).toEqual([503, "3", "true"]);
    const { error } = (await response.json()) as { error: Record<string, unknown> };
    const record = await harness.recorder.record();
    expect(error).toMatchObject({
      type: "server_error",
      code: "upstream_unavailable",
      param: null,
      decision_id: record.id,
    });
    expect(record.state).toBe("failed");
  });

  it("exhausted: 504 when all were silent, 502 else", async () => {
    const silent = await gateway({ door, upstreams: [await upstream(hang)], budgets: { totalMs: 80 } });
    expect((await silent.fetch("/v1/chat/completions", { json: body() })).status).toBe(504);
    const broken = await gateway({ door, upstreams: [await upstream(status(500)), await upstream(html)] });
    expect((await broken.fetch("/v1/chat/completions", { json: body() })).status).toBe(502);
  });

  it("the operator's credentials are never the client's AuthenticationError", async () => {
    const harness = await gateway({
      door,
      upstreams: [await upstream(status(401, { message: "key sk-secret is wrong" }))],
    });
    const failure = await harness.client.chat.completions.create(body()).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(OpenAI.InternalServerError);
    expect(String((failure as Error).message)).not.toContain("sk-secret");
  });

  it("a finish mark without output is an answer, not an empty stream", async () => {
    const only = [chunk({ role: "assistant" }), chunk({}, "length"), DONE];
    const [first, second] = [await upstream(send(only)), await upstream()];
    const harness = await gateway({ door, upstreams: [first, second] });
    const response = await harness.fetch("/v1/chat/completions", { json: body({ stream: true }) });
    expect(await response.text()).toContain('"finish_reason":"length"');
    expect(second.calls).toHaveLength(0);
  });

  it("reasoning, a refusal and a tool call are first output like content", async () => {
    const deltas = [
      { reasoning_content: "hm" },
      { refusal: "no" },
      { tool_calls: [{ index: 0, id: "c", type: "function", function: { name: "f", arguments: "" } }] },
    ];
    for (const delta of deltas) {
      const first = await upstream(send([chunk({ role: "assistant", content: null }), chunk(delta)], "cut"));
      const second = await upstream();
      const harness = await gateway({ door, upstreams: [first, second] });
      const text = await (
        await harness.fetch("/v1/chat/completions", { json: body({ stream: true }) })
      ).text();
      expect(text).toContain(JSON.stringify(delta));
      expect(second.calls).toHaveLength(0);
      expect(text).toContain('"error"');
    }
  });

  it("framesOf is what an upstream sends: the harness tests the harness", async () => {
    const harness = await gateway({ door, upstreams: [await upstream(send(framesOf("a b c")))] });
    expect((await ask(harness, true)).text).toBe("a b c");
  });
});
