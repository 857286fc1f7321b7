import type { AttemptOutcome } from "@/server/audit/decision";
import { isRouterError, type ErrorData } from "@/server/platform/errors";

/** Why an attempt gave no answer, and what that means for the next offer. Never leaves the gateway. */
export class AttemptFailure extends Error {
  /** HTTP status of the upstream; null when it sent none. */
  status: number | null = null;
  /** Another offer may do better: everything but the caller's own fault and the caller's leaving. */
  tryNext = true;
  /** The upstream's error object, for the caller whose fault it is. */
  upstream: ErrorData["upstream"];
  retryAfterSeconds: number | undefined;

  /** `message` goes on the record: one line without secrets, and without words of the upstream that may quote a prompt. */
  constructor(
    readonly outcome: AttemptOutcome,
    message: string,
    extra: Partial<
      Pick<AttemptFailure, "status" | "tryNext" | "upstream" | "retryAfterSeconds" | "cause">
    > = {},
  ) {
    super(message);
    this.name = "AttemptFailure";
    Object.assign(this, extra);
  }
}

/** Why the gateway itself stopped an attempt. */
export type StopReason = "client" | "timeout" | "deadline";

/** What was thrown while an attempt ran, in the record's words. `stopped` is set when we ended it ourselves. */
export function failureOf(thrown: unknown, stopped: StopReason | null, committed: boolean): AttemptFailure {
  if (stopped === "client") return new AttemptFailure("cancelled", "The client left.", { tryNext: false });
  if (stopped === "timeout") return new AttemptFailure("timeout", "The upstream was silent for too long.");
  if (stopped === "deadline") {
    return new AttemptFailure("timeout", "The time for this request was used up.", { tryNext: false });
  }
  if (thrown instanceof AttemptFailure) return thrown;
  // Our own refusal in the midst of an attempt is that attempt's failure: the record is closed like any other.
  if (isRouterError(thrown)) {
    return new AttemptFailure("malformed", "The upstream's answer could not be handled.", { cause: thrown });
  }
  switch (String((thrown as { outcome?: string } | null)?.outcome)) {
    case "connect-failed":
      return new AttemptFailure("connect-failed", "No connection to the upstream.", { cause: thrown });
    case "timeout":
      return new AttemptFailure("timeout", "The connection took too long.", { cause: thrown });
    case "reset":
      return new AttemptFailure(
        "reset",
        committed ? "The upstream cut its answer off." : "The upstream hung up.",
        {
          cause: thrown,
        },
      );
    default:
      return new AttemptFailure("reset", "The exchange with the upstream broke.", { cause: thrown });
  }
}

const CONTEXT_CODES = new Set<unknown>([
  "context_length_exceeded",
  "string_above_max_length",
  "context_window_exceeded",
]);
const CONTEXT_WORDS =
  /context (length|window|size)|maximum context|too many tokens|prompt is too long|exceeds? .{0,40}context/i;

/** An upstream's answer that is not a 2xx. `body` is its text, cut at the limit for error bodies. */
export function failureOfStatus(
  status: number,
  headers: Record<string, string>,
  body: string,
): AttemptFailure {
  const upstream = upstreamError(body);
  const label = [status, upstream?.code ?? upstream?.type].filter(
    (part) => part !== null && part !== undefined,
  );
  const text = `HTTP ${label.join(" ")}`.slice(0, 120);
  const retryAfterSeconds = retryAfter(headers);
  if (status === 429) return new AttemptFailure("rate-limited", text, { status, retryAfterSeconds });
  if (status >= 500) return new AttemptFailure("upstream-5xx", text, { status, retryAfterSeconds });
  if (status === 408) return new AttemptFailure("timeout", text, { status });
  // The operator's credentials, money or model name: nothing the caller could mend.
  if (status === 401 || status === 402 || status === 403 || status === 404) {
    return new AttemptFailure("upstream-rejected", `HTTP ${status}`, { status });
  }
  if (status < 400) return new AttemptFailure("malformed", text, { status });
  const tooLong =
    status === 413 || CONTEXT_CODES.has(upstream?.code) || CONTEXT_WORDS.test(upstream?.message ?? "");
  const message = `The upstream refused the request with status ${status}.`;
  return new AttemptFailure("upstream-rejected", text, {
    status,
    tryNext: tooLong,
    upstream: upstream ?? { message, type: "invalid_request_error", param: null, code: null },
  });
}

/** The error object inside an error body, in any of the shapes that OpenAI-compatible servers use; null for HTML and alike. */
export function upstreamError(body: string): NonNullable<ErrorData["upstream"]> | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const holder = value as Record<string, unknown>;
  const inner = typeof holder.error === "object" && holder.error !== null ? holder.error : holder;
  const { message, type, param, code, detail } = inner as Record<string, unknown>;
  const said = [message, holder.error, detail].find((text) => typeof text === "string");
  if (said === undefined) return null;
  return {
    message: said as string,
    type: typeof type === "string" ? type : "invalid_request_error",
    param: typeof param === "string" ? param : null,
    code: typeof code === "string" || typeof code === "number" ? code : null,
  };
}

/** Seconds from `retry-after-ms` or `retry-after` in seconds; a date is not worth a clock here. */
function retryAfter(headers: Record<string, string>): number | undefined {
  const ms = Number(headers["retry-after-ms"]);
  const seconds = ms > 0 ? ms / 1000 : Number(headers["retry-after"]);
  return seconds > 0 ? Math.ceil(Math.min(seconds, RETRY_AFTER_MAX_S)) : undefined;
}

/** No upstream is believed that asks for more than a day. */
const RETRY_AFTER_MAX_S = 86_400;
