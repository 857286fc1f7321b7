import { UpstreamFailure, type Upstream, type UpstreamResponse } from "../upstream";
import { ConnectionPool } from "./connection";
import { UpstreamCall } from "./upstream-call";

export interface HttpUpstreamOptions {
  /** The provider part of its offers' ids. */
  name: string;
  /** As providers print it, with or without a slash at the end; a query (`?api-version=…`) is kept. */
  baseUrl: string;
  /** Sent as a bearer token; null sends none. */
  apiKey: string | null;
}

export interface HttpUpstream extends Upstream {
  /** Closes every connection, also those in use. */
  close(): void;
}

/** Set here or owned by the connection: a client's own value never reaches the upstream. */
const NOT_FORWARDED = new Set([
  "accept-encoding",
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "user-agent",
]);

/**
 * A provider or engine that speaks OpenAI's wire format over HTTP. Redirects are not followed, bodies are asked for
 * without compression and un-compressed when they come with it, and nothing is sent twice.
 */
export function createHttpUpstream({ name, baseUrl, apiKey }: HttpUpstreamOptions): HttpUpstream {
  const url = new URL(baseUrl);
  const prefix = url.pathname.replace(/\/+$/, "");
  const pool = new ConnectionPool(url.origin);
  const ownHeaders = [
    "content-type",
    "application/json",
    "accept-encoding",
    "identity",
    "user-agent",
    "fairlead",
  ];
  if (apiKey !== null) ownHeaders.push("authorization", `Bearer ${apiKey}`);

  return {
    name,
    simulated: false,
    send: (request) =>
      new Promise<UpstreamResponse>((resolve, reject) => {
        if (request.signal.aborted) {
          reject(new UpstreamFailure("aborted", `${name}: aborted`, request.signal.reason));
          return;
        }
        const headers = ownHeaders.slice();
        for (const header in request.headers) {
          if (!NOT_FORWARDED.has(header)) headers.push(header, request.headers[header]!);
        }
        new UpstreamCall(name, pool, request, { resolve, reject }).start(
          prefix + request.path + url.search,
          headers,
        );
      }),
    close: () => pool.close(),
  };
}
