import { newId } from "@/server/platform/ids";

/** A client's own `x-request-id` is echoed when it is short and printable; anything else gets ours. */
const SANE_REQUEST_ID = /^[\x21-\x7e]{1,128}$/;

/** The id under which this request is answered, logged and sent on. */
export function requestIdOf(presented: string | undefined, nowMs: number): string {
  return presented !== undefined && SANE_REQUEST_ID.test(presented) ? presented : newId("req", nowMs);
}
