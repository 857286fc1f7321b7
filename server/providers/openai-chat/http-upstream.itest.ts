import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readText } from "../testing";
import { chat, connectTo, iterable, serve } from "./testing";

const COMPLETION = readFileSync(new URL("./__fixtures__/completion.json", import.meta.url));

describe("a request to an HTTP upstream", () => {
  it("sends path, bytes, own key and the headers that may travel, and gives status, headers and body back", async () => {
    let seen: { url: string | undefined; headers: Record<string, unknown>; body: string } | null = null;
    const { upstream } = await serve(async (request, response) => {
      seen = { url: request.url, headers: request.headers, body: await readText(request) };
      response.writeHead(200, {
        "content-type": "application/json",
        "x-request-id": "req_1",
        "set-cookie": "session=1",
        "x-ratelimit-remaining-requests": "9",
      });
      response.end(COMPLETION);
    });
    const body = Buffer.from('{"model":"m",  "messages":[{"role":"user","content":"žđ"}]}');
    const answer = await upstream.send(
      chat({
        body,
        headers: { "x-request-id": "abc", authorization: "Bearer client", cookie: "a=b", host: "evil" },
      }),
    );
    expect(seen!.url).toBe("/v1/chat/completions");
    expect(seen!.body).toBe(body.toString());
    expect(seen!.headers).toMatchObject({
      authorization: "Bearer sk-secret",
      "accept-encoding": "identity",
      "content-type": "application/json",
      "x-request-id": "abc",
    });
    expect(seen!.headers).not.toHaveProperty("cookie");
    expect(seen!.headers.host).not.toBe("evil");
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ "x-request-id": "req_1", "x-ratelimit-remaining-requests": "9" });
    expect(Object.keys(answer.headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/cookie|transfer|length|connection|keep-alive/)]),
    );
    expect(await readText(iterable(answer.body))).toBe(COMPLETION.toString());
  });

  it("keeps a query of the base URL and sends no key when there is none", async () => {
    let seen: [string | undefined, string | undefined] | null = null;
    const { server } = await serve((request, response) => {
      seen = [request.url, request.headers.authorization];
      response.end("{}");
    });
    const upstream = connectTo(`${server.url}/openai?api-version=7`, null);
    await readText(iterable((await upstream.send(chat())).body));
    expect(seen).toEqual(["/openai/chat/completions?api-version=7", undefined]);
  });

  it("uses one connection again after a whole response", async () => {
    const { server, upstream } = await serve((_, response) => void response.end(COMPLETION));
    for (let i = 0; i < 3; i++) await readText(iterable((await upstream.send(chat())).body));
    expect(server.connections).toBe(1);
  });

  it("passes error statuses and redirects on instead of acting on them", async () => {
    let hits = 0;
    const { upstream } = await serve((_, response) => {
      hits++;
      response.writeHead(hits === 1 ? 429 : 307, { location: "/elsewhere", "retry-after": "2" });
      response.end('{"error":{"message":"slow down"}}');
    });
    const limited = await upstream.send(chat());
    expect([limited.status, limited.headers["retry-after"]]).toEqual([429, "2"]);
    expect(await readText(iterable(limited.body))).toContain("slow down");
    const moved = await upstream.send(chat());
    expect([moved.status, hits]).toEqual([307, 2]);
    await moved.body.return!();
  });

  it.each([
    ["gzip", gzipSync(COMPLETION)],
    ["br", brotliCompressSync(COMPLETION)],
  ])("undoes %s that came although identity was asked", async (coding, bytes) => {
    const { upstream } = await serve((_, response) => {
      response.writeHead(200, { "content-encoding": coding, "content-type": "application/json" });
      response.end(bytes);
    });
    const answer = await upstream.send(chat());
    expect(answer.headers).not.toHaveProperty("content-encoding");
    expect(await readText(iterable(answer.body))).toBe(COMPLETION.toString());
  });

  it("relays a line of 300 kB whole", async () => {
    const line = `data: {"choices":[{"delta":{"content":"${"ž".repeat(150_000)}"}}]}\n\n`;
    const { upstream } = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(line);
    });
    expect(await readText(iterable((await upstream.send(chat())).body))).toBe(line);
  });

  it("gives each chunk when it comes, not when the body ends", async () => {
    let push!: (text: string) => void;
    const { upstream } = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      push = (text) => response.write(text);
      push("data: 1\n\n");
    });
    const { body } = await upstream.send(chat());
    expect(Buffer.from((await body.next()).value!).toString()).toBe("data: 1\n\n");
    push("data: 2\n\n");
    expect(Buffer.from((await body.next()).value!).toString()).toBe("data: 2\n\n");
    await body.return!();
  });

  it("stops the sender while the reader rests", async () => {
    const offered = 32 * 1024 * 1024;
    const written: number[] = [];
    const { upstream } = await serve(async (_, response) => {
      const block = Buffer.alloc(256 * 1024, "x");
      const nth = written.push(0) - 1;
      response.writeHead(200, { "content-type": "text/event-stream" });
      while (written[nth]! < offered) {
        if (!response.write(block)) await once(response, "drain");
        written[nth]! += block.length;
      }
      response.end();
    });
    const resting = await upstream.send(chat());
    // A whole transfer of the same size beside it: time enough to send all of the first as well.
    const read = await upstream.send(chat());
    let bytes = 0;
    for await (const chunk of iterable(read.body)) bytes += chunk.length;
    expect(bytes).toBe(offered);
    expect(written[0]).toBeLessThan(offered / 2);
    for (bytes = 0; ;) {
      const { done, value } = await resting.body.next();
      if (done) break;
      bytes += value.length;
    }
    expect(bytes).toBe(offered);
  });

  it("opens a new connection when the upstream closed the idle one", async () => {
    const sockets: Socket[] = [];
    const { server, upstream } = await serve((request, response) => {
      sockets.push(request.socket);
      response.end(COMPLETION);
    });
    await readText(iterable((await upstream.send(chat())).body));
    const closed = once(sockets[0]!, "close");
    sockets[0]!.end();
    await closed;
    expect(await readText(iterable((await upstream.send(chat())).body))).toBe(COMPLETION.toString());
    expect(server.connections).toBe(2);
  });
});
