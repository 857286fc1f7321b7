import { toDecision } from "@/server/audit/draft";
import { RouterError } from "@/server/platform/errors";
import { failureOf, type AttemptFailure } from "./attempt-failure";
import type { DecidedCall, LeaveReason } from "./call";
import { nextModel, type Committed } from "./dispatch";
import { utf8AsLatin1 } from "./json-scan";
import { errorFrame } from "./openai-error";
import { closeAnswered } from "./record";

const OVER: IteratorResult<Uint8Array> = { done: true, value: undefined };
const bytes = (text: string): IteratorResult<Uint8Array> => ({
  done: false,
  value: Buffer.from(text, "latin1"),
});

/** Wire code of the error frame, by what ended the stream after its first output. */
const FRAME_CODES: Partial<Record<AttemptFailure["outcome"], string>> = {
  timeout: "upstream_timeout",
  "stream-error": "upstream_error",
  malformed: "upstream_malformed",
};

/**
 * A committed stream towards the client. Pull-based, so a slow client slows the upstream. The last frame and `[DONE]`
 * wait until the record is closed; a stream that breaks ends with a typed error frame and without an end mark.
 */
export class AnswerStream implements AsyncIterator<Uint8Array> {
  #call: DecidedCall;
  #committed: Extract<Committed, { kind: "stream" }>;
  #held: string;
  #ended = false;

  constructor(call: DecidedCall, committed: Extract<Committed, { kind: "stream" }>) {
    this.#call = call;
    this.#committed = committed;
    this.#held = committed.held;
    call.current = this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    if (this.#held !== "") {
      const text = this.#held;
      this.#held = "";
      return bytes(text);
    }
    if (this.#ended) return OVER;
    const { stream, run } = this.#committed;
    const { betweenTokensMs, afterFinishMs } = this.#call.runtime.budgets;
    try {
      while (!stream.isOver) {
        const text = await stream.read(run.reader.isWhole ? afterFinishMs : betweenTokensMs);
        if (text !== "") return bytes(text);
      }
    } catch (thrown) {
      return this.#ended ? OVER : this.#break(thrown);
    }
    return this.#ended ? OVER : this.#finish();
  }

  /** The door's word that the client has left. */
  return(): Promise<IteratorResult<Uint8Array>> {
    this.leave("client");
    return Promise.resolve(OVER);
  }

  /** Nobody takes the answer: the upstream is told at once, the record is closed in the background. */
  leave(reason: LeaveReason): void {
    if (this.#ended) return;
    this.#ended = true;
    const { run } = this.#committed;
    run.stop(reason);
    const { outcome, message } = failureOf(null, reason, true);
    this.#call.runtime.track(closeAnswered(this.#call, run, outcome, message));
    // Should the client read on after all, it is told why there is no more.
    if (reason === "deadline") this.#held += errorFrame(this.#incomplete(message), this.#call.requestId);
  }

  async #finish(): Promise<IteratorResult<Uint8Array>> {
    this.#ended = true;
    const { run, stream } = this.#committed;
    this.#call.runtime.track(stream.release());
    if (!run.reader.isFinished)
      return this.#end("truncated", "The upstream's answer ended without a finish reason.");
    try {
      await closeAnswered(this.#call, run, "served", null);
    } catch (cause) {
      return bytes(errorFrame(cause, this.#call.requestId));
    }
    // What the upstream did not send is not made up: no end mark of ours.
    const tail = stream.lastFrames + this.#traceFrame() + (stream.sawDone ? "data: [DONE]\n\n" : "");
    return tail === "" ? OVER : bytes(tail);
  }

  async #break(thrown: unknown): Promise<IteratorResult<Uint8Array>> {
    const { run } = this.#committed;
    this.#ended = true;
    const failure = failureOf(thrown, run.stopped, true);
    run.discard();
    const code = FRAME_CODES[failure.outcome] ?? "upstream_truncated";
    return this.#end(
      failure.outcome === "reset" ? "truncated" : failure.outcome,
      failure.message,
      code,
      failure,
    );
  }

  async #end(
    outcome: AttemptFailure["outcome"],
    message: string,
    code = "upstream_truncated",
    cause?: unknown,
  ): Promise<IteratorResult<Uint8Array>> {
    const call = this.#call;
    try {
      await closeAnswered(call, this.#committed.run, outcome, message);
    } catch (failed) {
      return bytes(errorFrame(failed, call.requestId));
    }
    const error = this.#incomplete(message, code, cause);
    return bytes(this.#traceFrame() + errorFrame(error, call.requestId));
  }

  #incomplete(message: string, code = "upstream_timeout", cause?: unknown): RouterError {
    const data = { code, decisionId: this.#call.draft.id, nextModel: nextModel(this.#call) };
    return new RouterError("fallbacks-exhausted", `The answer is incomplete. ${message}`, data, cause);
  }

  #traceFrame(): string {
    return this.#call.request.trace ? traceFrame(this.#call, this.#committed) : "";
  }
}

/** A chunk of our own, without choices, that carries the decision. */
function traceFrame(call: DecidedCall, { run }: Extract<Committed, { kind: "stream" }>): string {
  const { idJson, createdJson } = run.reader;
  const model = JSON.stringify(run.target.offer.model);
  const decision = JSON.stringify(toDecision(call.draft));
  const head = `"id":${idJson},"object":"chat.completion.chunk","created":${createdJson},"model":${utf8AsLatin1(model)}`;
  return `data: {${head},"choices":[],"fairlead":${utf8AsLatin1(decision)}}\n\n`;
}
