import type { Attempt, AttemptOutcome, Cost, Usage } from "@/server/audit/decision";
import { NO_COST, UNKNOWN_COST } from "@/server/audit/draft";
import { toTimestamp } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import type { Upstream, UpstreamResponse } from "@/server/providers/upstream";
import type { Offer } from "@/server/router/types";
import { failureOfStatus, type StopReason } from "./attempt-failure";
import type { DecidedCall, LeaveReason } from "./call";
import { ChunkReader } from "./chunk-reader";
import { jsonAsLatin1, latin1AsUtf8 } from "./json-scan";
import { ERROR_BODY_BYTES_MAX } from "./limits";
import { upstreamBody } from "./request-body";
import { estimateUsage, parseUsage, settleCost } from "./usage";

export interface AttemptTarget {
  offer: Offer;
  upstream: Upstream;
  upstreamModel: string;
  /** Another upstream could still answer this request. */
  hasAlternative: boolean;
}

/** One call to one upstream: its clock, its abort, what was read of it, and its line on the record. */
export class AttemptRun {
  readonly reader: ChunkReader;
  stopped: StopReason | null = null;
  status: number | null = null;
  #controller = new AbortController();
  #startedAt: number;
  #startedMs: number;
  #headMs: number | null = null;
  #firstOutputMs: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #timerDue = 0;
  #due = Infinity;
  #isResting = false;
  #call: DecidedCall;

  constructor(
    call: DecidedCall,
    readonly target: AttemptTarget,
  ) {
    const { clock } = call.runtime;
    this.#call = call;
    this.#startedMs = clock.now();
    this.#startedAt = clock.elapsed();
    const { stream, wantsUsage, choices } = call.request;
    this.reader = new ChunkReader(jsonAsLatin1(target.offer.model), !stream || wantsUsage, choices);
  }

  /** Sends the request and resolves at a 2xx head. Rejects with `AttemptFailure` or the upstream's own failure. */
  async send(): Promise<UpstreamResponse> {
    const { request, runtime, draft } = this.#call;
    const includeUsage = request.stream && !request.wantsUsage;
    const pending = this.target.upstream.send({
      path: "/chat/completions",
      body: upstreamBody(request.raw, { model: this.target.upstreamModel, includeUsage }),
      headers: forwarded(this.#call),
      connectTimeoutMs: runtime.budgets.connectMs,
      signal: this.#controller.signal,
    });
    if (!this.#call.opened) {
      this.#call.opened = true;
      runtime.recorder.open(draft);
    }
    const response = await pending;
    this.status = response.status;
    this.#headMs = this.#elapsed();
    if (response.status >= 200 && response.status < 300) return response;
    throw failureOfStatus(response.status, response.headers, await readErrorBody(response));
  }

  /** Ends the exchange with the upstream, at any point. The first reason stays. */
  stop(reason: StopReason): void {
    this.stopped ??= reason;
    this.end();
    this.#controller.abort();
  }

  /** Nobody will take the answer any more. */
  leave(reason: LeaveReason): void {
    this.stop(reason);
  }

  /** Closes what is left of a failed exchange. */
  discard(): void {
    this.end();
    this.#controller.abort();
  }

  /** Starts or restarts the wait: silence of the upstream for longer than this ends the attempt. */
  expectWithin(ms: number): void {
    const now = this.#call.runtime.clock.elapsed();
    this.#isResting = false;
    this.#due = Math.min(now + ms, this.#call.deadline);
    // A pending timer that fires early looks at the due time and goes on: no timer is made per chunk.
    if (this.#timer !== null && this.#timerDue <= this.#due) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#arm(this.#due - now);
  }

  /** It is the client's turn: only the request's deadline still runs. */
  rest(): void {
    this.#isResting = true;
    this.#due = this.#call.deadline;
  }

  /** Frees the timer; nothing is waited for any more. */
  end(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  markFirstOutput(): void {
    this.#firstOutputMs ??= this.#elapsed();
  }

  /** The attempt's line on the record. Usage is ours, and marked, where output came without the provider's count. */
  toAttempt(outcome: AttemptOutcome, error: string | null): Attempt {
    const usage = this.#usage(outcome);
    return {
      id: newId("att", this.#startedMs),
      offer: this.target.offer.id,
      startedAt: toTimestamp(this.#startedMs),
      outcome,
      status: this.status,
      reportedModel: this.reader.modelJson === null ? null : reportedModel(this.reader.modelJson),
      timings: { headMs: this.#headMs, firstOutputMs: this.#firstOutputMs, totalMs: this.#elapsed() },
      usage,
      cost: this.#cost(outcome, usage),
      error,
    };
  }

  /** Who was never reached bills nothing; what another failure cost is for the provider to say. */
  #cost(outcome: AttemptOutcome, usage: Usage | null): Cost {
    if (outcome === "connect-failed") return NO_COST;
    return usage === null ? UNKNOWN_COST : settleCost(usage, this.target.offer.price);
  }

  #usage(outcome: AttemptOutcome): Usage | null {
    const { usageJson, outputBytes } = this.reader;
    const reported = usageJson === null ? null : parseUsage(usageJson);
    if (reported !== null) return reported;
    if (outcome !== "served" && outputBytes === 0) return null;
    return estimateUsage(this.#call.draft.facts.features.inputTokens, outputBytes);
  }

  #elapsed(): number {
    return Math.round((this.#call.runtime.clock.elapsed() - this.#startedAt) * 1000) / 1000;
  }

  #arm(ms: number): void {
    this.#timerDue = this.#call.runtime.clock.elapsed() + ms;
    this.#timer = setTimeout(this.#check, Math.ceil(ms));
  }

  #check = (): void => {
    this.#timer = null;
    const now = this.#call.runtime.clock.elapsed();
    const left = this.#due - now;
    if (left > 0.5) return this.#arm(left);
    this.stop(this.#due >= this.#call.deadline ? "deadline" : "timeout");
    // Nobody is reading who would hear of it: a client that takes nothing does not keep its record open.
    if (this.#isResting) this.#call.current?.leave("deadline");
  };
}

/** Of the client's headers only these are the upstream's business. */
function forwarded({ exchange, requestId }: DecidedCall): Record<string, string> {
  const beta = exchange.header("openai-beta");
  return beta === undefined
    ? { "x-request-id": requestId }
    : { "x-request-id": requestId, "openai-beta": beta };
}

function reportedModel(json: string): string | null {
  try {
    const value: unknown = JSON.parse(latin1AsUtf8(json));
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}

/** The start of an error body; the rest, if any, is dropped with its connection. A body that breaks counts as none. */
async function readErrorBody({ body }: UpstreamResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  try {
    for (let size = 0; size < ERROR_BODY_BYTES_MAX;) {
      const { done, value } = await body.next();
      if (done) return Buffer.concat(chunks).toString("utf8");
      chunks.push(value);
      size += value.byteLength;
    }
    await body.return?.();
  } catch {
    // The status alone says what happened.
  }
  return Buffer.concat(chunks).toString("utf8");
}
