/** Set by the server from the connection itself; what a client sends under this name never arrives. */
const PEER_HEADER = "x-fairlead-peer";

/** Where a browser is and how it reached us. */
export interface Visit {
  /** Other end of the connection: the browser, or the proxy nearest to us. Null where no server of ours holds it. */
  address: string | null;
  /** Origin under which the browser sees us. */
  baseUrl: string;
  secure: boolean;
}

/** The forwarded headers are the client's word: they shape the links it gets back and decide nothing else. */
export function visitOf(headers: Headers, publicUrl: string | null): Visit {
  const first = (name: string) => headers.get(name)?.split(",")[0]?.trim() || null;
  const host = first("x-forwarded-host") ?? first("host") ?? "localhost";
  const secure = publicUrl ? publicUrl.startsWith("https:") : first("x-forwarded-proto") === "https";
  const baseUrl = publicUrl ? new URL(publicUrl).origin : `${secure ? "https" : "http"}://${host}`;
  return { address: first(PEER_HEADER), baseUrl, secure };
}
