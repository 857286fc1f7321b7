import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { readText } from "../testing";
import { UpstreamFailure } from "../upstream";
import { chat, connectTo, iterable, listenRaw, serve } from "./testing";

/** From our abort to the upstream's close event. */
const TOLD_WITHIN_MS = 50;

describe("a request that gets no head", () => {
  const failure = (promise: Promise<unknown>): Promise<UpstreamFailure> =>
    promise.then(
      () => expect.unreachable("no failure"),
      (cause: unknown) => {
        expect(cause).toBeInstanceOf(UpstreamFailure);
        return cause as UpstreamFailure;
      },
    );

  it("says connect-failed when the connection is refused", async () => {
    const { server, upstream } = await serve(() => {});
    await server.close();
    const refused = await failure(upstream.send(chat()));
    expect(refused.outcome).toBe("connect-failed");
    expect(refused.message).toContain("ECONNREFUSED");
    expect(refused.message).not.toContain("sk-secret");
  });

  it("says connect-failed when the name does not resolve", async () => {
    expect((await failure(connectTo("http://nothing.invalid/v1").send(chat()))).outcome).toBe(
      "connect-failed",
    );
  });

  it("says connect-failed when TLS meets a server that does not speak it", async () => {
    const address = await listenRaw((socket) => socket.end("hello\r\n"));
    expect((await failure(connectTo(`https://${address}/v1`).send(chat()))).outcome).toBe("connect-failed");
  });

  it("says timeout when no connection stands in time, and closes the half-made one", async () => {
    let sawClose!: () => void;
    const closed = new Promise<void>((resolve) => (sawClose = resolve));
    const address = await listenRaw((socket) =>
      socket
        .on("close", sawClose)
        .on("error", () => {})
        .resume(),
    );
    const slow = await failure(connectTo(`https://${address}/v1`).send(chat({ connectTimeoutMs: 30 })));
    expect(slow.outcome).toBe("timeout");
    await closed;
  });

  it("says reset when the upstream hangs up before the head", async () => {
    const { upstream } = await serve((request) => void request.socket.destroy());
    expect((await failure(upstream.send(chat()))).outcome).toBe("reset");
  });

  it("says aborted for a signal that had fired before, without a connection", async () => {
    const { server, upstream } = await serve(() => {});
    expect((await failure(upstream.send(chat({ signal: AbortSignal.abort() })))).outcome).toBe("aborted");
    expect(server.connections).toBe(0);
  });

  it("closes the socket of an abort while connecting", async () => {
    const controller = new AbortController();
    let toldAt = 0;
    let sawClose!: () => void;
    const closed = new Promise<void>((resolve) => (sawClose = resolve));
    let arrived!: () => void;
    const connected = new Promise<void>((resolve) => (arrived = resolve));
    // TLS never completes: for the client this is still "connecting".
    const address = await listenRaw((socket) => {
      socket
        .on("error", () => {})
        .on("close", () => {
          toldAt = performance.now();
          sawClose();
        });
      socket.once("data", arrived);
    });
    const sent = failure(connectTo(`https://${address}/v1`).send(chat({ signal: controller.signal })));
    await connected;
    const abortedAt = performance.now();
    controller.abort();
    expect((await sent).outcome).toBe("aborted");
    await closed;
    expect(toldAt - abortedAt).toBeLessThanOrEqual(TOLD_WITHIN_MS);
  });

  it("closes the socket of an abort while waiting for the head", async () => {
    const controller = new AbortController();
    let arrived!: () => void;
    const received = new Promise<void>((resolve) => (arrived = resolve));
    let closed!: Promise<unknown>;
    const { upstream } = await serve((request, response) => {
      closed = once(response, "close").then(() => performance.now());
      arrived();
    });
    const sent = failure(upstream.send(chat({ signal: controller.signal })));
    await received;
    const abortedAt = performance.now();
    controller.abort();
    expect((await sent).outcome).toBe("aborted");
    expect((await closed) as number).toBeLessThanOrEqual(abortedAt + TOLD_WITHIN_MS);
  });
});

describe("a body that does not end well", () => {
  async function startStream(signal?: AbortSignal) {
    let closed!: Promise<number>;
    let cut!: () => void;
    const { server, upstream } = await serve((request, response) => {
      closed = once(response, "close").then(() => performance.now());
      cut = () => request.socket.destroy();
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\n\n");
    });
    const { body } = await upstream.send(chat(signal ? { signal } : {}));
    await body.next();
    return { server, upstream, body, told: () => closed, cut };
  }

  it("rejects with aborted and tells the upstream when the signal fires mid-body", async () => {
    const controller = new AbortController();
    const { body, told } = await startStream(controller.signal);
    const pending = body.next();
    const abortedAt = performance.now();
    controller.abort();
    await expect(pending).rejects.toMatchObject({ outcome: "aborted" });
    expect(await told()).toBeLessThanOrEqual(abortedAt + TOLD_WITHIN_MS);
    expect(await body.next()).toEqual({ done: true, value: undefined });
  });

  it("tells the upstream when the reader returns early, and does not use that connection again", async () => {
    const { server, upstream, body, told } = await startStream();
    const returnedAt = performance.now();
    await body.return!();
    expect(await told()).toBeLessThanOrEqual(returnedAt + TOLD_WITHIN_MS);
    await (
      await upstream.send(chat())
    ).body.return!();
    expect(server.connections).toBe(2);
  });

  it("rejects with reset when the upstream cuts the body, and never ends it quietly", async () => {
    const { body, cut } = await startStream();
    cut();
    await expect(body.next()).rejects.toMatchObject({ outcome: "reset" });
  });

  it("rejects when fewer bytes come than were announced", async () => {
    const { upstream } = await serve((request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("short");
      request.socket.end();
    });
    const { body } = await upstream.send(chat());
    await expect(readText(iterable(body))).rejects.toMatchObject({ outcome: "reset" });
  });
});
