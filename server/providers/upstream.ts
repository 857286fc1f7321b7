/**
 * An upstream as dispatch sees it: something that takes an OpenAI-style request and answers with bytes.
 * A real provider (over undici), a local engine and the sandbox are all this.
 */
export interface Upstream {
  /** Provider name: the part after `@` in an offer id. */
  readonly name: string;
  readonly simulated: boolean;
  /**
   * Sends one request and resolves at the response's head. Rejects with `UpstreamFailure` when there is no head.
   * The signal aborts the exchange at any time, also while the body is read.
   */
  send(request: UpstreamRequest): Promise<UpstreamResponse>;
}

export interface UpstreamRequest {
  /** Path below the base URL, as in `/chat/completions`. */
  path: string;
  /** The body as it goes on the wire: `model` spliced, `routing` cut. */
  body: Uint8Array;
  /** Headers of the client that may travel on (`x-request-id`, `openai-beta` …). */
  headers: Record<string, string>;
  connectTimeoutMs: number;
  signal: AbortSignal;
}

export interface UpstreamResponse {
  status: number;
  /** Lower-case names; hop-by-hop headers and cookies are left out. */
  headers: Record<string, string>;
  /**
   * Pull-based: the socket is read 64 kB ahead of the reader at most. `next()` rejects with `UpstreamFailure` ("reset"
   * or "aborted") when the body was cut; `return()` gives the rest up and closes the connection.
   */
  body: AsyncIterator<Uint8Array>;
}

/** No response head, or a body that was cut: why. Dispatch turns it into an attempt's outcome. */
export class UpstreamFailure extends Error {
  constructor(
    readonly outcome: "connect-failed" | "timeout" | "reset" | "aborted",
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = "UpstreamFailure";
  }
}
