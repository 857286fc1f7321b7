import type { IncomingHttpHeaders } from "node:http";
import type { UpstreamResponse } from "../upstream";
import { decodeBody } from "./decode-body";

/** Speak of one connection or of its bytes, or set cookies: none of it is true on our side (RFC 9110, 7.6.1). */
const OWN_TO_THE_HOP = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "set-cookie",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The response as dispatch sees it: end-to-end headers, and the body without its content coding. */
export function toResponse(
  status: number,
  raw: IncomingHttpHeaders,
  body: AsyncIterator<Uint8Array>,
): UpstreamResponse {
  const headers: Record<string, string> = {};
  for (const name in raw) {
    const value = raw[name];
    if (value === undefined || OWN_TO_THE_HOP.has(name)) continue;
    headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  const coding = headers["content-encoding"];
  if (coding === undefined) return { status, headers, body };
  const decoded = decodeBody(coding, body);
  if (decoded) delete headers["content-encoding"];
  return { status, headers, body: decoded ?? body };
}
