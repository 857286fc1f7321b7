import { STATUS_CODES, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { systemClock } from "@/server/platform/clock";
import { RouterError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { bodyTooLarge, decodePath, type Answer, type Exchange } from "./exchange";
import { errorAnswer } from "./openai-error";

/** Whether the fast door serves this path; all others are Next's. */
export function isGatewayPath(url: string): boolean {
  return url.startsWith("/v1/") || /^\/(v1|healthz|readyz)\/?(\?|$)/.test(url);
}

/** One `node:http` request as the gateway sees it, and the gateway's answer as a response. Never rejects. */
export async function serveNodeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  bodyLimitBytes: number,
  handle: (exchange: Exchange) => Promise<Answer>,
): Promise<void> {
  const exchange = new NodeExchange(request, response, bodyLimitBytes);
  try {
    await send(await handle(exchange), request, response);
  } catch (cause) {
    log.error({ err: cause }, "an answer could not be sent");
    response.destroy();
  }
}

/** What Node's parser could not read as a request has no path and no id: the envelope and the end of the connection. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const tooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const { status, body } = errorAnswer(
    tooLarge
      ? new RouterError("invalid-request", "The request's headers are too large.", { status: 431 })
      : new RouterError("invalid-request", "This is not a well-formed HTTP/1.1 request."),
    {},
  );
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json`;
  socket.end(
    `${head}\r\ncontent-length: ${body.byteLength}\r\nconnection: close\r\n\r\n${Buffer.from(body).toString()}`,
  );
}

class NodeExchange implements Exchange {
  readonly method: string;
  readonly path: string;
  readonly receivedAt = systemClock.elapsed();
  readonly #request: IncomingMessage;
  readonly #limit: number;
  readonly #search: string;
  readonly #controller = new AbortController();
  #body: Promise<Uint8Array> | null = null;

  constructor(request: IncomingMessage, response: ServerResponse, limit: number) {
    const url = request.url ?? "/";
    const mark = url.indexOf("?");
    this.method = request.method ?? "GET";
    this.path = decodePath(mark === -1 ? url : url.slice(0, mark));
    this.#search = mark === -1 ? "" : url.slice(mark + 1);
    this.#request = request;
    this.#limit = limit;
    response.once("close", () => {
      if (!response.writableFinished) this.#controller.abort();
    });
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.#search);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  header(name: string): string | undefined {
    const value = this.#request.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  }

  body(): Promise<Uint8Array> {
    return (this.#body ??= readBody(this.#request, this.#limit));
  }
}

function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const tooLarge = (): void => {
      request.removeAllListeners("data");
      request.resume(); // read and dropped, so that the client is still there to read the answer
      reject(bodyTooLarge(limit));
    };
    if (Number(request.headers["content-length"]) > limit) return tooLarge();
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) tooLarge();
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    const left = (): void => {
      if (!request.complete)
        reject(new RouterError("cancelled", "The client left before its request was whole."));
    };
    request.on("error", left);
    request.on("close", left);
  });
}

async function send(answer: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { body, headers, status } = answer;
  if (body instanceof Uint8Array) {
    if (response.destroyed) return;
    if (status !== 204) headers["content-length"] = String(body.byteLength);
    response.writeHead(status, headers);
    response.end(request.method === "HEAD" ? undefined : body);
    return;
  }
  response.once("close", () => void body.return?.());
  if (response.destroyed) return void body.return?.();
  // One write per frame: node's own chunking makes three pieces of each, and each write to the socket is a system call.
  // HTTP/1.0 knows no chunks: there node closes the connection at the end.
  const chunked = request.httpVersion === "1.1";
  if (chunked) headers["transfer-encoding"] = "chunked";
  response.writeHead(status, headers);
  if (chunked) response.chunkedEncoding = false;
  for (;;) {
    const step = await body.next();
    if (step.done || response.destroyed) break;
    if (!response.write(chunked ? asChunk(step.value) : step.value)) await drained(response, answer.deadline);
  }
  response.end(chunked ? LAST_CHUNK : undefined);
}

const LAST_CHUNK = Buffer.from("0\r\n\r\n");

/** RFC 9112 section 7.1: length in hexadecimal, the bytes, each with a line break. */
function asChunk(bytes: Uint8Array): Buffer {
  const head = `${bytes.length.toString(16)}\r\n`;
  const chunk = Buffer.allocUnsafe(head.length + bytes.length + 2);
  chunk.write(head, "latin1");
  chunk.set(bytes, head.length);
  chunk.write("\r\n", head.length + bytes.length, "latin1");
  return chunk;
}

/** Behind the deadline the stream's last words lie there for so long; then a client that takes nothing is cut off. */
const LAST_WORDS_MS = 1_000;

/**
 * Resolves when the client has taken what was written, or has left. One that takes nothing until the deadline is cut
 * off: only here, behind back-pressure, does a stream set a timer of its own.
 */
function drained(response: ServerResponse, deadline = Infinity): Promise<void> {
  return new Promise((resolve) => {
    const leftMs = Math.max(deadline - systemClock.elapsed(), 0) + LAST_WORDS_MS;
    const timer = leftMs === Infinity ? undefined : setTimeout(() => response.destroy(), leftMs);
    const done = (): void => {
      clearTimeout(timer);
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.on("drain", done);
    response.on("close", done);
    if (response.destroyed) done();
  });
}
