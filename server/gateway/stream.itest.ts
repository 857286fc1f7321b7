import OpenAI from "openai";
import { afterEach, describe, expect, it } from "vitest";
import {
  chunk,
  DONE,
  framesOf,
  hang,
  send,
  startFaultUpstream,
  usageChunk,
  type Behaviour,
  type FaultUpstream,
} from "./testing/fault-upstream";
import { DOORS, MODEL, startGateway, type Harness, type HarnessOptions } from "./testing/harness";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function start(
  options: Omit<HarnessOptions, "upstreams">,
  ...behaviours: Behaviour[]
): Promise<{ harness: Harness; upstreams: FaultUpstream[] }> {
  const upstreams = await Promise.all(behaviours.map((behaviour) => startFaultUpstream(behaviour)));
  const harness = await startGateway({ ...options, upstreams });
  closing.push(async () => {
    await harness.close();
    for (const upstream of upstreams) await upstream.close();
  });
  return { harness, upstreams };
}

const request = (extra: object = {}) => ({
  model: MODEL,
  stream: true as const,
  messages: [{ role: "user" as const, content: "Count." }],
  ...extra,
});
const role = chunk({ role: "assistant", content: "" });
const words = (...texts: string[]) => texts.map((content) => chunk({ content }));
const rawText = async (harness: Harness, extra: object = {}) =>
  (await harness.fetch("/v1/chat/completions", { json: request(extra) })).text();
const lastFrame = (text: string): { error: Record<string, unknown> } =>
  JSON.parse(
    text
      .trimEnd()
      .split("\n\n")
      .at(-1)!
      .replace(/^data: /, ""),
  ) as { error: Record<string, unknown> };

describe.each(DOORS)("a stream after its first output, %s door", (door) => {
  it("relays frames as they are, with the model's catalog id, and ends with the upstream's own end mark", async () => {
    const frames = framesOf("one two  three", false);
    const { harness } = await start({ door }, send(frames));
    const text = await rawText(harness);
    expect(text).toBe(frames.join("").replaceAll('"upstream-name"', JSON.stringify(MODEL)));
  });

  it("asks for usage by itself, keeps it from a client that did not, and settles by it", async () => {
    const { harness, upstreams } = await start({ door }, send(framesOf("hello")));
    const text = await rawText(harness);
    expect(upstreams[0]!.calls[0]!.json.stream_options).toEqual({ include_usage: true });
    expect(text).not.toContain("usage");
    expect(text.endsWith(DONE)).toBe(true);
    expect((await harness.recorder.record()).usage).toMatchObject({
      inputTokens: 11,
      outputTokens: 7,
      cachedInputTokens: 4,
      estimated: false,
    });
  });

  it("passes usage on to a client that asked for it", async () => {
    const { harness, upstreams } = await start({ door }, send(framesOf("hello")));
    const text = await rawText(harness, { stream_options: { include_usage: true } });
    expect(upstreams[0]!.calls[0]!.json.stream_options).toEqual({ include_usage: true });
    expect(text).toContain(usageChunk.replace("upstream-name", MODEL));
    expect(text.endsWith(DONE)).toBe(true);
  });

  it("takes usage from a chunk that carries choices too", async () => {
    const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
    const { harness } = await start(
      { door },
      send([role, ...words("hi"), chunk({}, "stop", { usage }), DONE]),
    );
    expect(await rawText(harness)).not.toContain("usage");
    expect((await harness.recorder.record()).usage).toMatchObject({
      inputTokens: 3,
      outputTokens: 2,
      estimated: false,
    });
  });

  it("marks usage as estimated when the upstream reports none", async () => {
    const { harness } = await start({ door }, send(framesOf("12345678", false)));
    await rawText(harness);
    expect((await harness.recorder.record()).usage).toMatchObject({ outputTokens: 2, estimated: true });
  });

  it("a cut: the tokens, a typed error with the decision and the next model, no end mark, no second attempt", async () => {
    const { harness, upstreams } = await start(
      { door },
      send([role, ...words("a", "b", "c")], "cut"),
      send(framesOf("other")),
    );
    const seen: string[] = [];
    const failure = await (async () => {
      for await (const part of await harness.client.chat.completions.create(request())) {
        seen.push(part.choices[0]?.delta.content ?? "");
      }
    })().catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(OpenAI.APIError);
    expect(seen.join("")).toBe("abc");
    const record = await harness.recorder.record();
    expect(failure).toMatchObject({ code: "upstream_truncated", type: "server_error" });
    expect((failure as { error: object }).error).toMatchObject({ decision_id: record.id, next_model: MODEL });
    expect([record.state, record.attempts.map((attempt) => attempt.outcome)]).toEqual([
      "truncated",
      ["truncated"],
    ]);
    expect(record.usage).toMatchObject({ estimated: true, outputTokens: 1 });
    expect(upstreams[1]!.calls).toHaveLength(0);
  });

  it.each<[string, Behaviour, string, string]>([
    ["a sound end without a finish reason", send([role, ...words("a")]), "upstream_truncated", "truncated"],
    [
      "an end mark without a finish reason",
      send([role, ...words("a"), DONE]),
      "upstream_truncated",
      "truncated",
    ],
    [
      "an error frame",
      send([role, ...words("a"), 'data: {"error":{"message":"gpu lost","code":"oom"}}\n\n']),
      "upstream_error",
      "stream-error",
    ],
    [
      "an error frame in the same packet",
      send([[role, ...words("a"), 'data: {"error":{"message":"gpu lost"}}\n\n'].join("")]),
      "upstream_error",
      "stream-error",
    ],
    [
      "a broken frame",
      send([role, ...words("a"), 'data: {"choices":[{"delta":{"content":"x\n\n']),
      "upstream_malformed",
      "malformed",
    ],
    ["silence", send([role, ...words("a")], "hang"), "upstream_timeout", "timeout"],
  ])("%s: a typed error frame, no end mark, state truncated", async (_, behaviour, code, outcome) => {
    const { harness } = await start(
      { door, budgets: outcome === "timeout" ? { betweenTokensMs: 80 } : {} },
      behaviour,
    );
    const text = await rawText(harness);
    expect(text).toContain('"content":"a"');
    expect(text).not.toContain("[DONE]");
    const record = await harness.recorder.record();
    expect(lastFrame(text).error).toMatchObject({
      code,
      param: null,
      decision_id: record.id,
      next_model: null,
    });
    expect([record.state, record.attempts[0]!.outcome]).toEqual(["truncated", outcome]);
  });

  it("a finish reason without an end mark is served, and no end mark is made up", async () => {
    for (const then of ["end", "cut"] as const) {
      const { harness } = await start({ door }, send([role, ...words("a"), chunk({}, "stop")], then));
      const text = await rawText(harness);
      expect(text).not.toContain("[DONE]");
      expect(text).not.toContain('"error"');
      expect((await harness.recorder.record()).state).toBe("served");
    }
  });

  it("the last frame waits for the record; without a record there is an error instead", async () => {
    const { harness } = await start({ door }, send(framesOf("hello")));
    harness.recorder.failure = new Error("disk full");
    const text = await rawText(harness);
    expect(text).toContain("hello");
    expect(text).not.toContain("[DONE]");
    expect(lastFrame(text).error).not.toHaveProperty("message", expect.stringContaining("disk full"));
    const plain = await harness.fetch("/v1/chat/completions", { json: request({ stream: false }) });
    expect(plain.status).toBeGreaterThanOrEqual(500);
  });

  it("the finish mark waits for the record too: an upstream without an end mark ends with it", async () => {
    const { harness } = await start({ door }, send([role, ...words("a"), chunk({}, "stop")]));
    harness.recorder.failure = new Error("disk full");
    const text = await rawText(harness);
    expect(text).not.toContain('"finish_reason":"stop"');
    expect(lastFrame(text).error).toBeDefined();
  });

  it("an upstream that hangs behind its finish mark holds nobody: the answer is complete, without an end mark", async () => {
    const frames = [role, ...words("a"), chunk({}, "stop")];
    const { harness } = await start({ door, budgets: { afterFinishMs: 50 } }, send(frames, "hang"));
    const text = await rawText(harness);
    expect(text).toContain('"finish_reason":"stop"');
    expect(text).not.toContain("[DONE]");
    expect((await harness.recorder.record()).state).toBe("served");
  });

  it("a choice that begins behind another's finish mark is relayed in order", async () => {
    const late = chunk({ content: "b" }).replace('"index":0', '"index":1');
    const end = chunk({}, "stop").replace('"index":0', '"index":1');
    const frames = [role, ...words("a"), chunk({}, "stop"), late, end, DONE];
    const { harness } = await start({ door }, send(frames));
    const text = await rawText(harness);
    expect(text).toBe(frames.join("").replaceAll('"upstream-name"', JSON.stringify(MODEL)));
  });

  const second = (frame: string) => frame.replace('"index":0', '"index":1');

  it("with n: 2, one finished choice is not the end: the other is waited for", async () => {
    const late = [second(chunk({ content: "b" })), second(chunk({}, "stop")), DONE];
    const frames = [role, ...words("a"), chunk({}, "stop")];
    const behaviour: Behaviour = async (call, response) => {
      await send(frames, "hang")(call, response);
      setTimeout(() => response.end(late.join("")), 150);
    };
    const { harness } = await start({ door, budgets: { afterFinishMs: 20 } }, behaviour);
    const text = await rawText(harness, { n: 2 });
    expect(text).toBe([...frames, ...late].join("").replaceAll('"upstream-name"', JSON.stringify(MODEL)));
    expect((await harness.recorder.record()).state).toBe("served");
  });

  it("with n: 2, a cut behind the first finish mark is a cut answer", async () => {
    const { harness } = await start({ door }, send([role, ...words("a"), chunk({}, "stop")], "cut"));
    expect(lastFrame(await rawText(harness, { n: 2 })).error).toMatchObject({ code: "upstream_truncated" });
    expect((await harness.recorder.record()).state).toBe("truncated");
  });

  it("an upstream that knows no n and ends soundly has answered", async () => {
    const { harness } = await start({ door }, send(framesOf("one", false)));
    expect((await rawText(harness, { n: 2 })).endsWith(DONE)).toBe(true);
    expect((await harness.recorder.record()).state).toBe("served");
  });

  it("silence for longer than the hold: headers and keep-alive comments, then the answer, and no fallback", async () => {
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const slow: Behaviour = async (call, response) => {
      await gate;
      await send(framesOf("late"))(call, response);
    };
    const { harness, upstreams } = await start(
      { door, budgets: { commitHoldMs: 30, keepAliveMs: 15 } },
      slow,
      send(framesOf("other")),
    );
    const response = await harness.fetch("/v1/chat/completions", { json: request() });
    expect(response.headers.get("x-fairlead-provider")).toBe("up1");
    const reader = response.body!.getReader();
    const text = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await text()).toBe(": keep-alive\n\n");
    expect(await text()).toContain(": keep-alive\n\n");
    release();
    let rest = "";
    for (let part = await text(); part !== ""; part = await text()) rest += part;
    expect(rest).toContain("late");
    expect(rest.endsWith(DONE)).toBe(true);
    expect(upstreams[1]!.calls).toHaveLength(0);
  });

  it("a failure after the hold is an error frame that names the next model", async () => {
    const { harness, upstreams } = await start(
      { door, budgets: { commitHoldMs: 20, firstOutputMs: 400 } },
      hang,
      send(framesOf("other")),
    );
    const text = await rawText(harness);
    expect(text.startsWith(": keep-alive\n\n")).toBe(true);
    expect(lastFrame(text).error).toMatchObject({ code: "upstream_unavailable", next_model: MODEL });
    expect((await harness.recorder.record()).state).toBe("failed");
    expect(upstreams[1]!.calls).toHaveLength(0);
  });

  it("puts the decision into the stream when asked, before the end mark", async () => {
    const { harness } = await start({ door }, send(framesOf("hello")));
    const frames = (await rawText(harness, { routing: { trace: true } })).trimEnd().split("\n\n");
    const record = await harness.recorder.record();
    expect(frames.at(-1)).toBe("data: [DONE]");
    expect(JSON.parse(frames.at(-2)!.slice(6))).toEqual({
      id: "chatcmpl-7",
      object: "chat.completion.chunk",
      created: 1_790_000_000,
      model: MODEL,
      choices: [],
      fairlead: record,
    });
  });

  it("understands CRLF, missing spaces, comments, split and joined frames, and characters cut in half", async () => {
    const bytes = Buffer.from(
      [`: hi\r\n\r\n`, chunk({ role: "assistant" }), chunk({ content: "žluť 😀" }), chunk({}, "stop"), DONE]
        .join("")
        .replaceAll("\n", "\r\n")
        .replaceAll("data: ", "data:"),
    );
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) =>
      bytes.subarray(i * 7, i * 7 + 7),
    );
    const { harness } = await start({ door }, send(pieces as unknown as string[]));
    const text = await rawText(harness);
    expect(text).toContain("žluť 😀");
    expect(text).not.toContain("\r");
    expect(text.endsWith(DONE)).toBe(true);
  });

  it("keeps parallel tool calls as they come", async () => {
    const call = (index: number, id: string | undefined, name: string | undefined, args: string) => ({
      tool_calls: [
        {
          index,
          ...(id ? { id, type: "function" } : {}),
          function: { ...(name ? { name } : {}), arguments: args },
        },
      ],
    });
    const deltas = [
      call(0, "c0", "f", ""),
      call(1, "c1", "g", ""),
      call(0, undefined, undefined, '{"a":'),
      call(1, undefined, undefined, '{"b":2}'),
      call(0, undefined, undefined, "1}"),
    ];
    const { harness } = await start(
      { door },
      send([role, ...deltas.map((delta) => chunk(delta)), chunk({}, "tool_calls"), DONE]),
    );
    const final = await harness.client.chat.completions.stream(request()).finalMessage();
    expect(
      final.tool_calls?.map((each) =>
        "function" in each ? [each.id, each.function.name, each.function.arguments] : [],
      ),
    ).toEqual([
      ["c0", "f", '{"a":1}'],
      ["c1", "g", '{"b":2}'],
    ]);
  });
});
