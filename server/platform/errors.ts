/** Every failure that Fairlead states on purpose. Mappers turn a kind into the wire's, tRPC's or the log's form. */
export const ERROR_KINDS = [
  "invalid-request",
  "unauthenticated",
  "forbidden",
  "model-unknown",
  "not-found",
  "no-candidate",
  "rate-limited",
  "upstream-rejected",
  "fallbacks-exhausted",
  "budget-exceeded",
  "body-too-large",
  "method-not-allowed",
  "conflict",
  "audit-unavailable",
  "all-cooling",
  "cancelled",
  "internal",
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export interface ErrorData {
  /** The request field at fault, in dotted form. */
  param?: string | null;
  /** Replaces the kind's own wire code. */
  code?: string;
  /** Replaces the kind's own HTTP status (an upstream's, passed on). */
  status?: number;
  retryAfterSeconds?: number;
  decisionId?: string;
  nextModel?: string | null;
  /** An upstream's error object, passed on as it came. */
  upstream?: { message: string; type: string | null; param: string | null; code: string | number | null };
}

const MARKER = Symbol.for("fairlead.router-error");

export class RouterError extends Error {
  readonly [MARKER] = true;
  readonly kind: ErrorKind;
  readonly data: ErrorData;

  constructor(kind: ErrorKind, message: string, data: ErrorData = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "RouterError";
    this.kind = kind;
    this.data = data;
  }
}

/** By marker, not `instanceof`: the fast door and Next are two bundles with two copies of the class. */
export function isRouterError(error: unknown): error is RouterError {
  return typeof error === "object" && error !== null && MARKER in error;
}
