import { RouterError } from "@/server/platform/errors";
import type { DecidedCall } from "./call";
import type { Committed } from "./dispatch";
import type { Answer } from "./exchange";
import { errorFrame } from "./openai-error";

const KEEP_ALIVE = Buffer.from(": keep-alive\n\n");
const OVER: IteratorResult<Uint8Array> = { done: true, value: undefined };

/**
 * The answer to a stream, at its first output, or after `commitHoldMs` of silence: then with headers and keep-alive
 * comments, and without fallback from there on. `commit` is called once, with null for the silent commit.
 */
export function heldAnswer(
  call: DecidedCall,
  dispatched: Promise<Committed>,
  commit: (committed: Committed | null) => Omit<Answer, "body"> & { body?: Answer["body"] },
): Promise<Answer> {
  const { budgets, clock } = call.runtime;
  const holdMs = Math.max(0, call.exchange.receivedAt + budgets.commitHoldMs - clock.elapsed());
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const later = dispatched.then((committed) => commit(committed).body as AsyncIterator<Uint8Array>);
      resolve({ ...commit(null), body: new SilentStream(call, later) });
    }, holdMs);
    dispatched.then(
      (committed) => {
        clearTimeout(timer);
        if (!call.committed) resolve(commit(committed) as Answer);
      },
      (cause: unknown) => {
        clearTimeout(timer);
        // Before the silent commit an error is a status; after it, the stream tells.
        reject(cause instanceof Error ? cause : new RouterError("internal", "Dispatch failed.", {}, cause));
      },
    );
  });
}

/** Keep-alive comments until the answer begins or fails, then the answer. */
class SilentStream implements AsyncIterator<Uint8Array> {
  #call: DecidedCall;
  #later: Promise<AsyncIterator<Uint8Array>>;
  #inner: AsyncIterator<Uint8Array> | null = null;
  #wait = 0;
  #ended = false;

  constructor(call: DecidedCall, later: Promise<AsyncIterator<Uint8Array>>) {
    this.#call = call;
    this.#later = later;
    later.catch(() => {}); // heard in `next`; a client that has left asks no more
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    if (this.#ended) return OVER;
    try {
      this.#inner ??= await this.#within(this.#wait);
    } catch (cause) {
      this.#ended = true;
      return { done: false, value: Buffer.from(errorFrame(cause, this.#call.requestId), "latin1") };
    }
    this.#wait = this.#call.runtime.budgets.keepAliveMs;
    return this.#inner === null ? { done: false, value: KEEP_ALIVE } : this.#inner.next();
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    this.#ended = true;
    this.#call.current?.leave("client");
    return Promise.resolve(OVER);
  }

  /** The answer, or null when it has not begun in that time. */
  #within(ms: number): Promise<AsyncIterator<Uint8Array> | null> {
    let timer: NodeJS.Timeout;
    const pause = new Promise<null>((resolve) => (timer = setTimeout(resolve, ms, null)));
    return Promise.race([this.#later, pause]).finally(() => clearTimeout(timer));
  }
}
