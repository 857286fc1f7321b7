import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { UpstreamFailure, type UpstreamRequest, type UpstreamResponse } from "../upstream";
import type { Connection, ConnectionPool } from "./connection";
import { toResponse } from "./response";

/** A body is read this far ahead of its reader; then the socket waits. */
const READ_AHEAD_BYTES = 64 * 1024;

type Read = IteratorResult<Uint8Array, undefined>;
const END: Read = { done: true, value: undefined };

/** One promise's two ends. */
interface Settle<T> {
  resolve(value: T): void;
  reject(cause: unknown): void;
}

/**
 * One request on one connection: undici's handler, the body's iterator and the abort listener in one object, because
 * every object and promise here is paid for by each request.
 */
export class UpstreamCall implements Dispatcher.DispatchHandler, AsyncIterator<Uint8Array, undefined> {
  private readonly connection: Connection;
  private controller: Dispatcher.DispatchController | null = null;
  private head: Settle<UpstreamResponse> | null;
  private reader: Settle<Read> | null = null;
  private readonly chunks: Uint8Array[] = [];
  private queuedBytes = 0;
  private ended = false;
  private failure: UpstreamFailure | null = null;

  constructor(
    private readonly name: string,
    private readonly pool: ConnectionPool,
    private readonly request: UpstreamRequest,
    head: Settle<UpstreamResponse>,
  ) {
    this.head = head;
    this.connection = pool.take();
  }

  /** Sends the request; the head's promise is settled later, by undici's callbacks. */
  start(path: string, headers: string[]): void {
    const { signal, body } = this.request;
    signal.addEventListener("abort", this);
    this.connection.waiting = this;
    this.connection.client.dispatch({ method: "POST", path, headers, body }, this);
  }

  get connectTimeoutMs(): number {
    return this.request.connectTimeoutMs;
  }

  onConnectTimeout(): void {
    this.fail(
      new UpstreamFailure("timeout", `${this.name}: no connection within ${this.connectTimeoutMs} ms`),
    );
  }

  /** The abort signal fired. */
  handleEvent(): void {
    this.chunks.length = 0;
    this.fail(new UpstreamFailure("aborted", `${this.name}: aborted`, this.request.signal.reason));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200 || !this.head) return;
    this.head.resolve(toResponse(status, headers, this));
    this.head = null;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.reader) {
      this.reader.resolve({ done: false, value: chunk });
      this.reader = null;
      return;
    }
    this.chunks.push(chunk);
    this.queuedBytes += chunk.length;
    if (this.queuedBytes >= READ_AHEAD_BYTES) controller.pause();
  }

  onResponseEnd(): void {
    if (this.ended) return;
    this.finish();
    this.pool.give(this.connection);
    this.reader?.resolve(END);
    this.reader = null;
  }

  onResponseError(_: unknown, cause: Error): void {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
    this.fail(
      this.controller
        ? new UpstreamFailure("reset", `${this.name}: connection lost (${code})`, cause)
        : new UpstreamFailure("connect-failed", `${this.name}: no connection (${code})`, cause),
    );
  }

  next(): Promise<Read> {
    const chunk = this.chunks.shift();
    if (chunk) {
      this.queuedBytes -= chunk.length;
      if (this.queuedBytes < READ_AHEAD_BYTES && this.controller?.paused) this.controller.resume();
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.failure) {
      const { failure } = this;
      this.failure = null;
      return Promise.reject(failure);
    }
    if (this.ended) return Promise.resolve(END);
    return new Promise((resolve, reject) => {
      this.reader = { resolve, reject };
    });
  }

  /** Gives the rest of the body up. The socket is closed unless the whole response has arrived. */
  return(): Promise<Read> {
    this.chunks.length = 0;
    this.failure = null;
    if (!this.ended) {
      this.finish();
      this.pool.discard(this.connection);
      this.reader?.resolve(END);
      this.reader = null;
    }
    return Promise.resolve(END);
  }

  private fail(failure: UpstreamFailure): void {
    if (this.ended) return;
    this.finish();
    this.pool.discard(this.connection);
    const waiting = this.head ?? this.reader;
    if (waiting) waiting.reject(failure);
    else this.failure = failure;
    this.head = null;
    this.reader = null;
  }

  private finish(): void {
    this.ended = true;
    this.request.signal.removeEventListener("abort", this);
  }
}
