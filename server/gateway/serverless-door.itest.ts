import { afterEach, describe, expect, it } from "vitest";
import { serveWebRequest } from "./serverless-door";
import { framesOf, send, startFaultUpstream } from "./testing/fault-upstream";
import { KEY, MODEL, startGateway, type Harness } from "./testing/harness";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function start(): Promise<Harness> {
  const upstream = await startFaultUpstream(send(framesOf("one two three")));
  const harness = await startGateway({ door: "next", upstreams: [upstream] });
  closing.push(async () => {
    await harness.close();
    await upstream.close();
  });
  return harness;
}

const ask = (signal: AbortSignal): Request =>
  new Request("http://gateway/v1/chat/completions", {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ model: MODEL, stream: true, messages: [{ role: "user", content: "Count." }] }),
    signal,
  });

describe("the serverless door, when the platform drops a stream that nobody read", () => {
  it("the client left before the head: the record is closed as cancelled, and the function may end", async () => {
    const { runtime, recorder } = await start();
    const client = new AbortController();
    const works: Promise<void>[] = [];
    // Next calls neither `cancel` nor `pull` on the body of a response whose socket is gone.
    await serveWebRequest(ask(client.signal), runtime, (work) => void works.push(work()));
    client.abort();
    await Promise.all(works);
    expect((await recorder.record()).state).toBe("cancelled");
  });

  it("the client left while the answer was made: the same", async () => {
    const { runtime, recorder } = await start();
    const client = new AbortController();
    const request = ask(client.signal);
    const serving = serveWebRequest(request, runtime, (work) => void work());
    client.abort();
    await serving;
    expect((await recorder.record()).state).toBe("cancelled");
  });
});
