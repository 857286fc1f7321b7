import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { isRouterError, type ErrorKind } from "@/server/platform/errors";

const CODES: Record<ErrorKind, TRPCError["code"]> = {
  "invalid-request": "BAD_REQUEST",
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  "model-unknown": "NOT_FOUND",
  "not-found": "NOT_FOUND",
  "no-candidate": "UNPROCESSABLE_CONTENT",
  "rate-limited": "TOO_MANY_REQUESTS",
  "upstream-rejected": "BAD_REQUEST",
  "fallbacks-exhausted": "BAD_GATEWAY",
  "budget-exceeded": "TOO_MANY_REQUESTS",
  "body-too-large": "PAYLOAD_TOO_LARGE",
  "method-not-allowed": "METHOD_NOT_SUPPORTED",
  conflict: "CONFLICT",
  "audit-unavailable": "SERVICE_UNAVAILABLE",
  "all-cooling": "SERVICE_UNAVAILABLE",
  cancelled: "CLIENT_CLOSED_REQUEST",
  internal: "INTERNAL_SERVER_ERROR",
};

const UNEXPECTED = "Something went wrong on our side. Try again; if it stays, look at the server's log.";

/** What the browser may know of a failure: our own message, an input's faults, or nothing of an unknown error. */
export function toTrpcError(error: TRPCError): TRPCError {
  const { code, cause } = error;
  if (isRouterError(cause)) {
    const message = cause.kind === "internal" ? UNEXPECTED : cause.message;
    return new TRPCError({ code: CODES[cause.kind], message, cause });
  }
  if (cause instanceof ZodError) {
    return new TRPCError({ code, message: cause.issues.map((issue) => issue.message).join(" "), cause });
  }
  if (code !== "INTERNAL_SERVER_ERROR") return error;
  return new TRPCError({ code, message: UNEXPECTED, cause });
}

/** The innermost error: what wraps it (a failed query) repeats the values it was sent with. */
export function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}

export const isNotFound = (error: unknown): boolean =>
  error instanceof TRPCError && error.code === "NOT_FOUND";
