import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Proof that the person in front of an installation without users can read its log: printed at start, always needed
 * to create the owner. No request is exempt for where it seems to come from: behind a proxy on the same machine
 * everybody comes from there. Derived, so that every replica prints the same.
 */
export const setupToken = (secret: string): string =>
  createHmac("sha256", secret).update("fairlead set-up token v1").digest("base64url").slice(0, 32);

export function isSetupToken(presented: string, secret: string): boolean {
  const expected = Buffer.from(setupToken(secret));
  const given = Buffer.from(presented);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
