import { isRouterError, RouterError, type ErrorKind } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { utf8AsLatin1 } from "./json-scan";

interface WireForm {
  status: number;
  type: string;
  code: string;
  /** `x-should-retry`: the official clients obey it; without it they retry 408, 409, 429 and 5xx by themselves. */
  retry: boolean;
  level: "debug" | "info" | "warn" | "error";
}

const form = (
  status: number,
  type: string,
  code: string,
  retry: boolean,
  level: WireForm["level"],
): WireForm => ({
  status,
  type,
  code,
  retry,
  level,
});

const INVALID = "invalid_request_error";
const SERVER = "server_error";

/** The one table from kind to wire. Types and codes are OpenAI's where it has one for the case. */
const WIRE: Record<ErrorKind, WireForm> = {
  "invalid-request": form(400, INVALID, "invalid_request_error", false, "debug"),
  unauthenticated: form(401, INVALID, "invalid_api_key", false, "debug"),
  forbidden: form(403, INVALID, "model_not_in_scope", false, "info"),
  "model-unknown": form(404, INVALID, "model_not_found", false, "debug"),
  "not-found": form(404, INVALID, "not_found", false, "debug"),
  "no-candidate": form(422, INVALID, "no_eligible_model", false, "info"),
  "rate-limited": form(429, "rate_limit_error", "rate_limit_exceeded", true, "info"),
  // 400 where the upstream named no status; else its own is passed on (`data.status`), as its error object is.
  "upstream-rejected": form(400, INVALID, "upstream_rejected", false, "info"),
  // Worth a retry only when it says when: after limits that pass (`data.retryAfterSeconds`).
  "fallbacks-exhausted": form(502, SERVER, "upstream_unavailable", false, "warn"),
  "budget-exceeded": form(429, "insufficient_quota", "insufficient_quota", false, "info"),
  "body-too-large": form(413, INVALID, "request_too_large", false, "info"),
  "method-not-allowed": form(405, INVALID, "method_not_allowed", false, "debug"),
  conflict: form(409, INVALID, "conflict", false, "info"),
  "audit-unavailable": form(503, SERVER, "audit_unavailable", true, "error"),
  "all-cooling": form(503, SERVER, "upstreams_cooling", true, "warn"),
  cancelled: form(499, INVALID, "client_closed_request", false, "debug"),
  internal: form(500, SERVER, "internal_error", false, "error"),
};

/** Any thrown value as a `RouterError`; an unknown one keeps its message in `cause`, for the log alone. */
export function toRouterError(thrown: unknown): RouterError {
  if (isRouterError(thrown)) return thrown;
  return new RouterError("internal", "Fairlead failed to handle this request.", {}, thrown);
}

/** The `{"error": …}` object: OpenAI's four members always, ours only when they are set. */
export function errorBody(error: RouterError): { error: Record<string, unknown> } {
  const wire = WIRE[error.kind];
  const { upstream, decisionId, nextModel, param, code } = error.data;
  return {
    error: {
      message: upstream?.message ?? error.message,
      type: upstream?.type ?? wire.type,
      param: upstream ? upstream.param : (param ?? null),
      code: upstream ? upstream.code : (code ?? wire.code),
      ...(decisionId ? { decision_id: decisionId } : {}),
      ...(nextModel === undefined ? {} : { next_model: nextModel }),
    },
  };
}

export interface ErrorAnswer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** Status, headers and envelope for an error before anything was sent. `headers` are the request's own. */
export function errorAnswer(thrown: unknown, headers: Record<string, string>): ErrorAnswer {
  const error = toRouterError(thrown);
  const wire = WIRE[error.kind];
  logError(error, headers["x-request-id"]);
  const out: Record<string, string> = { ...headers, "content-type": "application/json" };
  const { retryAfterSeconds = wire.retry ? 1 : undefined, decisionId } = error.data;
  out["x-should-retry"] = String(retryAfterSeconds !== undefined);
  if (retryAfterSeconds !== undefined) out["retry-after"] = String(retryAfterSeconds);
  if (decisionId && !out["x-fairlead-decision"]) out["x-fairlead-decision"] = decisionId;
  // Refused before anything was decided: the code is the reason, and nobody was called.
  out["x-fairlead-reason"] ??= error.data.code ?? wire.code;
  out["x-fairlead-attempts"] ??= "0";
  return {
    status: error.data.status ?? wire.status,
    headers: out,
    body: Buffer.from(JSON.stringify(errorBody(error))),
  };
}

/** The error after the commit point: a frame that both official SDKs raise as APIError. Latin1 text of UTF-8. */
export function errorFrame(thrown: unknown, requestId: string): string {
  const error = toRouterError(thrown);
  logError(error, requestId);
  return `data: ${utf8AsLatin1(JSON.stringify(errorBody(error)))}\n\n`;
}

function logError(error: RouterError, requestId: string | undefined): void {
  const { level } = WIRE[error.kind];
  const { cause } = error;
  const detail =
    cause instanceof Error ? { name: cause.name, message: cause.message, stack: cause.stack } : cause;
  log[level](
    { requestId, kind: error.kind, decisionId: error.data.decisionId, cause: detail },
    error.message,
  );
}
