import type { Caller } from "@/server/auth/key-cache";
import { RouterError } from "@/server/platform/errors";
import type { Call } from "./call";
import { databaseFailure } from "./database-away";

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Whose request this is, by its API key.
 * @throws RouterError unauthenticated | audit-unavailable
 */
export async function authenticate({ exchange, runtime, timings }: Call): Promise<Caller> {
  const startedAt = runtime.clock.elapsed();
  const header = exchange.header("authorization");
  const key = header === undefined ? undefined : BEARER.exec(header)?.[1];
  if (key === undefined) {
    throw new RouterError(
      "unauthenticated",
      "No API key was sent. Send it as `Authorization: Bearer <key>`; keys are made in the console.",
    );
  }
  let caller: Caller | null;
  try {
    caller = await runtime.keys.verify(key);
  } catch (cause) {
    throw databaseFailure(cause);
  }
  timings.auth = runtime.clock.elapsed() - startedAt;
  if (caller === null) {
    throw new RouterError("unauthenticated", "The API key is not valid: it is unknown, revoked or expired.");
  }
  return caller;
}
