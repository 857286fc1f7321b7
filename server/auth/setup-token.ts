import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Proof that the person in front of an installation without users can read its log: printed at start, needed to
 * create the owner from anywhere but the machine itself. Derived, so that every replica prints the same.
 */
export const setupToken = (secret: string): string =>
  createHmac("sha256", secret).update("fairlead set-up token v1").digest("base64url").slice(0, 32);

export function isSetupToken(presented: string, secret: string): boolean {
  const expected = Buffer.from(setupToken(secret));
  const given = Buffer.from(presented);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/i;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

interface Visit {
  /** Where the server listens. */
  listensOn: string;
  publicUrl: string | null;
  /** `host` of the request, with or without its port. */
  host: string;
  address: string;
}

/**
 * True when the visitor can only be on this machine. All four must agree: a proxy in front of a loopback port
 * shows in the public URL, the host or the address.
 */
export function isLocalVisit({ listensOn, publicUrl, host, address }: Visit): boolean {
  const hostname = host.replace(/:\d+$/, "");
  return publicUrl === null && isLoopback(listensOn) && isLoopback(hostname) && isLoopback(address);
}
