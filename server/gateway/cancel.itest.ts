import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { serveNodeRequest } from "./fast-door";
import { handle } from "./gateway";
import type { Budgets } from "./limits";
import {
  chunk,
  hang,
  send,
  startFaultUpstream,
  type Behaviour,
  type FaultUpstream,
} from "./testing/fault-upstream";
import { DOORS, KEY, MODEL, startGateway, type Door, type Harness } from "./testing/harness";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function start(
  door: Door,
  behaviour: Behaviour,
  budgets: Partial<Budgets> = {},
): Promise<{ harness: Harness; upstream: FaultUpstream; spare: FaultUpstream }> {
  const [upstream, spare] = [await startFaultUpstream(behaviour), await startFaultUpstream()];
  const harness = await startGateway({ door, upstreams: [upstream, spare], budgets });
  closing.push(async () => {
    await harness.close();
    await upstream.close();
    await spare.close();
  });
  return { harness, upstream, spare };
}

/** The goal of the project is 50 ms on a quiet machine; a shared one gets some grace. */
const TOLD_WITHIN_MS = 250;
const messages = [{ role: "user" as const, content: "Count to a thousand." }];

async function expectCancelled(
  harness: Harness,
  upstream: FaultUpstream,
  spare: FaultUpstream,
  leave: () => void,
): Promise<void> {
  const call = await upstream.call(0);
  const leftAt = performance.now();
  leave();
  expect(await call.left).toBe(true);
  expect(performance.now() - leftAt).toBeLessThan(TOLD_WITHIN_MS);
  const record = await harness.recorder.record();
  expect([record.state, record.attempts.map((attempt) => attempt.outcome)]).toEqual([
    "cancelled",
    ["cancelled"],
  ]);
  expect([upstream.calls.length, spare.calls.length]).toEqual([1, 0]);
}

describe.each(DOORS)("a client that leaves, %s door", (door) => {
  it.each([false, true])(
    "before the upstream's head (stream: %s): upstream told, no other attempt, cancelled",
    async (stream) => {
      const { harness, upstream, spare } = await start(door, hang);
      const controller = new AbortController();
      const asked = harness.client.chat.completions
        .create({ model: MODEL, messages, stream }, { signal: controller.signal })
        .catch(() => null);
      await expectCancelled(harness, upstream, spare, () => controller.abort());
      await asked;
    },
  );

  it("while start-up frames are held", async () => {
    const { harness, upstream, spare } = await start(door, send([chunk({ role: "assistant" })], "hang"));
    const controller = new AbortController();
    const asked = harness.client.chat.completions
      .create({ model: MODEL, messages, stream: true }, { signal: controller.signal })
      .catch(() => null);
    await expectCancelled(harness, upstream, spare, () => controller.abort());
    await asked;
  });

  it("mid-stream: the record has what was delivered, as an estimate", async () => {
    const { harness, upstream, spare } = await start(
      door,
      send([chunk({ role: "assistant" }), chunk({ content: "one two three" })], "hang"),
    );
    const stream = await harness.client.chat.completions.create({ model: MODEL, messages, stream: true });
    for await (const part of stream) if (part.choices[0]?.delta.content) break;
    await expectCancelled(harness, upstream, spare, () => stream.controller.abort());
    expect((await harness.recorder.record()).usage).toMatchObject({ estimated: true, outputTokens: 4 });
  });

  it("before the held finish mark: the client has no complete answer, and the record does not say so", async () => {
    const { harness, upstream, spare } = await start(
      door,
      send([chunk({ role: "assistant" }), chunk({ content: "yes" }), chunk({}, "stop")], "hang"),
    );
    const stream = await harness.client.chat.completions.create({ model: MODEL, messages, stream: true });
    for await (const part of stream) if (part.choices[0]?.delta.content) break;
    await expectCancelled(harness, upstream, spare, () => stream.controller.abort());
  });
});

/** Frames without an end, as fast as they are taken. */
const endless: Behaviour = async (_, response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const frame = chunk({ content: "x".repeat(60_000) });
  const closed = new Promise<void>((resolve) => response.once("close", resolve));
  while (!response.destroyed) {
    if (!response.write(frame)) {
      await Promise.race([closed, new Promise<void>((resolve) => response.once("drain", resolve))]);
    }
  }
};

/** The head of a streamed answer whose body nobody reads. */
function stalledClient(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      `${url}/v1/chat/completions`,
      { method: "POST", headers: { authorization: `Bearer ${KEY}` } },
      resolve,
    );
    asked.on("error", reject);
    asked.end(JSON.stringify({ model: MODEL, messages, stream: true }));
  });
}

describe.each(DOORS)("a client that takes nothing, %s door", (door) => {
  it("is waited for until the deadline: then the upstream is told and the record is closed", async () => {
    const { harness, upstream } = await start(door, endless, { totalMs: 400 });
    const stalled = await stalledClient(harness.url);
    const record = await harness.recorder.record();
    expect([record.state, record.attempts.map((attempt) => attempt.outcome)]).toEqual([
      "truncated",
      ["timeout"],
    ]);
    expect(await (await upstream.call(0)).left).toBe(true);
    stalled.on("error", () => {});
    stalled.destroy();
  });
});

describe("a client that takes nothing, fast door", () => {
  it("is cut off behind the deadline", async () => {
    const { harness } = await start("fast", endless, { totalMs: 200 });
    let cut: (isWhole: boolean) => void = () => {};
    const closed = new Promise<boolean>((resolve) => (cut = resolve));
    const server = createServer((request, response) => {
      response.once("close", () => cut(response.writableFinished));
      void serveNodeRequest(request, response, 1_000_000, (exchange) => handle(exchange, harness.runtime));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => new Promise((resolve) => server.close(() => resolve())));
    const stalled = await stalledClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await closed).toBe(false);
    expect((await harness.recorder.record()).state).toBe("truncated");
    stalled.on("error", () => {});
    stalled.destroy();
  });
});
