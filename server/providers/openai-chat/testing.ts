import { once } from "node:events";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { startServer, type TestServer } from "../testing";
import type { UpstreamRequest } from "../upstream";
import { createHttpUpstream, type HttpUpstream } from "./http-upstream";

/** A provider that answers as told and an upstream that calls it; both are closed when the test ends. */
export async function serve(
  answer: Parameters<typeof startServer>[0],
): Promise<{ server: TestServer; upstream: HttpUpstream }> {
  const server = await startServer(answer);
  onTestFinished(() => server.close());
  return { server, upstream: connectTo(`${server.url}/v1/`) };
}

export function connectTo(baseUrl: string, apiKey: string | null = "sk-secret"): HttpUpstream {
  const upstream = createHttpUpstream({ name: "test", baseUrl, apiKey });
  onTestFinished(() => upstream.close());
  return upstream;
}

/** A server below the level of HTTP; gives its `host:port`. */
export async function listenRaw(onSocket: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer(onSocket);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const chat = (overrides: Partial<UpstreamRequest> = {}): UpstreamRequest => ({
  path: "/chat/completions",
  body: Buffer.from('{"model":"m","messages":[]}'),
  headers: {},
  connectTimeoutMs: 5_000,
  signal: new AbortController().signal,
  ...overrides,
});

export const iterable = (body: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => body,
});
