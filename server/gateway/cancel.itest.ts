import { afterEach, describe, expect, it } from "vitest";
import {
  chunk,
  hang,
  send,
  startFaultUpstream,
  type Behaviour,
  type FaultUpstream,
} from "./testing/fault-upstream";
import { DOORS, MODEL, startGateway, type Door, type Harness } from "./testing/harness";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function start(
  door: Door,
  behaviour: Behaviour,
): Promise<{ harness: Harness; upstream: FaultUpstream; spare: FaultUpstream }> {
  const [upstream, spare] = [await startFaultUpstream(behaviour), await startFaultUpstream()];
  const harness = await startGateway({ door, upstreams: [upstream, spare] });
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
