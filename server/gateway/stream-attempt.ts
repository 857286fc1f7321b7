import type { UpstreamResponse } from "@/server/providers/upstream";
import { AttemptFailure, upstreamError } from "./attempt-failure";
import type { AttemptRun } from "./attempt";
import { FrameSplitter } from "./frames";
import { bytesAsLatin1, latin1AsUtf8 } from "./json-scan";
import { ANSWER_BYTES_MAX, HELD_BYTES_MAX } from "./limits";

/**
 * One upstream's stream, read piece by piece. Turns bytes into the frames that the client will see and knows where the
 * answer stands: output begun, finished, end mark seen. All texts are latin1.
 */
export class StreamAttempt {
  /** The upstream sent `[DONE]`. */
  sawDone = false;
  /** Nothing more will come: the end mark, or a sound end of the body. */
  isOver = false;
  /** From the last finish mark on, with the usage the client asked for: goes out when the record is closed. */
  lastFrames = "";
  #frames = new FrameSplitter();
  /** What ended the stream behind frames that are still to be relayed: thrown by the next read. */
  #failure: AttemptFailure | null = null;

  constructor(
    readonly run: AttemptRun,
    private readonly body: AsyncIterator<Uint8Array>,
  ) {}

  /** Whether the client asked for usage decides if the usage chunk is kept at all. */
  static open(run: AttemptRun, response: UpstreamResponse): StreamAttempt {
    const type = response.headers["content-type"] ?? "";
    if (/^(text\/html|application\/json)/i.test(type)) {
      throw new AttemptFailure("malformed", `The upstream answered a stream with ${type.slice(0, 40)}.`);
    }
    return new StreamAttempt(run, response.body);
  }

  /** Frames up to and including the first output: what may be sent to the client at the commit point. */
  async readToFirstOutput(silenceMs: number): Promise<string> {
    let held = "";
    while (this.run.reader.outputBytes === 0) {
      held += await this.read(silenceMs);
      if (held.length + this.#frames.pending > HELD_BYTES_MAX && this.run.reader.outputBytes === 0) {
        throw new AttemptFailure("malformed", "The upstream sent no output in its first megabyte.");
      }
      if (!this.isOver) continue;
      // A finish mark without output is an answer too (a length limit spent on hidden reasoning, a filter).
      if (this.run.reader.outputBytes > 0 || this.run.reader.isFinished) break;
      throw new AttemptFailure("empty", "The upstream's stream ended without any output.", {
        status: this.run.status,
      });
    }
    this.run.markFirstOutput();
    return held;
  }

  /**
   * Waits for the next bytes and gives the frames they complete; "" when none. Sets `isOver` at the end.
   * @throws AttemptFailure stream-error | malformed, or what the upstream's body throws
   */
  async read(silenceMs: number): Promise<string> {
    if (this.#failure !== null) throw this.#failure;
    this.run.expectWithin(silenceMs);
    let step: IteratorResult<Uint8Array>;
    try {
      step = await this.body.next();
    } catch (cause) {
      // All choices asked for are finished: what is missing is only the end mark, and we never make one up.
      if (!this.run.reader.isWhole || this.run.stopped === "client") throw cause;
      this.isOver = true;
      return "";
    } finally {
      this.run.rest();
    }
    if (step.done) {
      this.isOver = true;
      return this.#accept(this.#lastFrame());
    }
    const out = this.#accept(this.#frames.push(bytesAsLatin1(step.value)));
    if (this.#frames.pending > ANSWER_BYTES_MAX)
      throw new AttemptFailure("malformed", "A frame is too large.");
    return out;
  }

  /** Reads what is left behind the finish mark: the connection can then be used again. Never awaited by the answer. */
  async release(): Promise<void> {
    try {
      while (!this.isOver) await this.read(RELEASE_MS);
      this.run.expectWithin(RELEASE_MS);
      while (!(await this.body.next()).done);
    } catch {
      // Stopped, or cut behind its end mark: the connection is gone either way.
    } finally {
      this.run.end();
    }
  }

  #accept(payloads: string[]): string {
    const { reader } = this.run;
    let out = "";
    for (const payload of payloads) {
      if (END_MARK.test(payload)) {
        this.sawDone = true;
        this.isOver = true;
        return out;
      }
      const kind = reader.read(payload);
      if (kind === "error" || kind === "broken") return this.#break(kind, out + this.lastFrames);
      if (kind === "usage") {
        this.lastFrames += reader.keepsUsage ? frame(reader.text) : "";
      } else if (reader.isFinished && this.lastFrames.length < HELD_BYTES_MAX) {
        this.lastFrames += frame(reader.text);
      } else {
        // Another choice began behind the finish mark: it was not the last.
        out += this.lastFrames + frame(reader.text);
        this.lastFrames = "";
      }
    }
    return out;
  }

  /** Frames in front of the fault are the caller's; the fault itself shows at the next read. */
  #break(kind: "error" | "broken", relayed: string): string {
    this.#failure =
      kind === "error"
        ? this.#streamError()
        : new AttemptFailure("malformed", "A frame of the stream is not JSON.");
    this.#failure.status = this.run.status;
    this.lastFrames = "";
    if (relayed === "") throw this.#failure;
    return relayed;
  }

  #lastFrame(): string[] {
    const payload = this.#frames.flush();
    if (payload === "" || payload === "[DONE]") return payload === "" ? [] : [payload];
    try {
      JSON.parse(latin1AsUtf8(payload));
      return [payload];
    } catch {
      return []; // cut inside a frame: what is missing shows as a missing finish mark
    }
  }

  #streamError(): AttemptFailure {
    const error = upstreamError(latin1AsUtf8(this.run.reader.errorJson));
    const code = error?.code ?? error?.type ?? "no code";
    return new AttemptFailure("stream-error", `An error in the stream: ${String(code).slice(0, 80)}.`);
  }
}

const END_MARK = /^ *\[DONE\]/;
/** How long a finished stream may take to end before its connection is closed. */
const RELEASE_MS = 1_000;

function frame(payload: string): string {
  return payload.includes("\n")
    ? `data: ${payload.replaceAll("\n", "\ndata: ")}\n\n`
    : `data: ${payload}\n\n`;
}
