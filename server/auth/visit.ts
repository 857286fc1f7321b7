/** What the request's headers say about where a browser is and how it reached us. */
export interface Visit {
  /** `host` as the browser named it, with its port. */
  host: string;
  /** As the nearest proxy states it, else the socket's; for limits and set-up only. */
  address: string;
  /** Origin under which the browser sees us. */
  baseUrl: string;
  secure: boolean;
}

/** Next fills in the forwarded headers from the socket when no proxy did. */
export function visitOf(headers: Headers, publicUrl: string | null): Visit {
  const first = (name: string) => headers.get(name)?.split(",")[0]?.trim() || null;
  const host = first("x-forwarded-host") ?? first("host") ?? "localhost";
  const secure = publicUrl ? publicUrl.startsWith("https:") : first("x-forwarded-proto") === "https";
  const baseUrl = publicUrl ? new URL(publicUrl).origin : `${secure ? "https" : "http"}://${host}`;
  return { host, address: first("x-forwarded-for") ?? "unknown", baseUrl, secure };
}
