import { RouterError } from "@/server/platform/errors";

/**
 * What a door hands to the gateway and what it gets back. Knows neither Next nor Node's http: the fast door
 * (`server/main.ts`) and the serverless door (`app/v1`) both speak it.
 */
export interface Exchange {
  method: string;
  /** Decoded path without the query, as in `/v1/chat/completions`. */
  path: string;
  query: URLSearchParams;
  /** Value of a request header by lower-case name; several values joined by ", ". */
  header(name: string): string | undefined;
  /** The whole body, read at most once; rejects with `body-too-large` above the limit. */
  body(): Promise<Uint8Array>;
  /** Fires when the client leaves. */
  signal: AbortSignal;
  /** Monotonic ms (`clock.elapsed()`) when the door saw the request. */
  receivedAt: number;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Whole bytes, or a stream: the door pulls it, and calls `return()` when the client has left. */
  body: Uint8Array | AsyncIterator<Uint8Array>;
  /** Monotonic ms after which a door need not wait for the client of a stream. */
  deadline?: number;
}

/** A path that is not well encoded stays as it came: it will not be found. */
export function decodePath(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function bodyTooLarge(limitBytes: number): RouterError {
  const mb = Math.round((limitBytes / 1024 / 1024) * 1000) / 1000;
  return new RouterError("body-too-large", `The body is larger than the limit of ${mb} MiB.`);
}
