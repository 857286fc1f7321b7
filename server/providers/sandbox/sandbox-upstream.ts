import type { Latency } from "@/server/router/types";
import { systemClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { UpstreamFailure, type Upstream, type UpstreamRequest, type UpstreamResponse } from "../upstream";
import { SampleTooLarge } from "./json-sample";
import { makeReply, type Reply } from "./reply";
import { sandboxRequest, type SandboxRequest } from "./request";
import { completionOf, streamOf, type Envelope } from "./wire";

/** A model as the sandbox plays it. */
export interface SandboxModel {
  displayName: string;
  /** Its stated pace; null answers at once. */
  latency: Latency | null;
}

export interface SandboxOptions {
  /** By catalog id, which is also the model's id at this upstream. */
  models: ReadonlyMap<string, SandboxModel>;
  /** Multiplies every wait: 1 is the stated pace, 0 does not wait. */
  delayFactor: number;
}

const encoder = new TextEncoder();

/**
 * An upstream in this process that answers like a provider, but with words that say they are simulated. Shapes,
 * usage, pace, tool calls and JSON answers are those of a real one.
 */
export function createSandbox({ models, delayFactor }: SandboxOptions): Upstream {
  return {
    name: "sandbox",
    simulated: true,
    async send({ path, body, signal }) {
      if (signal.aborted) throw aborted(signal);
      if (path !== "/chat/completions") return refuse(404, `The sandbox has no ${path}.`, null);
      const parsed = sandboxRequest.safeParse(parseJson(body));
      if (!parsed.success) {
        const issue = parsed.error.issues[0]!;
        return refuse(400, `Invalid request: ${issue.message}`, issue.path.join(".") || null);
      }
      const request = parsed.data;
      const model = models.get(request.model);
      if (!model) return refuse(404, `The sandbox has no model ${request.model}.`, "model");

      const reply = replyOrNull(request, model.displayName);
      if (reply === null) return refuse(400, "The schema demands an answer too large to simulate.", null);
      const pace = paceOf(model.latency, delayFactor);
      const now = systemClock.now();
      const envelope: Envelope = {
        id: newId("chatcmpl", now).replace("_", "-"),
        created: Math.floor(now / 1000),
        model: request.model,
      };
      await wait(pace.firstTokenMs, signal);
      if (request.stream === true) {
        const includeUsage = request.stream_options?.include_usage === true;
        return respond(
          200,
          "text/event-stream; charset=utf-8",
          stream(envelope, reply, includeUsage, pace, signal),
        );
      }
      await wait(reply.pieces.length * pace.msPerToken, signal);
      return respond(200, "application/json", once(completionOf(envelope, reply)));
    },
  };
}

/** Null when a schema of the request demands more than the sandbox makes. */
function replyOrNull(request: SandboxRequest, displayName: string): Reply | null {
  try {
    return makeReply(request, displayName);
  } catch (cause) {
    if (cause instanceof SampleTooLarge) return null;
    throw cause;
  }
}

interface Pace {
  firstTokenMs: number;
  msPerToken: number;
}

function paceOf(latency: Latency | null, factor: number): Pace {
  if (!latency) return { firstTokenMs: 0, msPerToken: 0 };
  return {
    firstTokenMs: latency.firstTokenMs * factor,
    msPerToken: (1000 / latency.tokensPerSecond) * factor,
  };
}

async function* stream(
  envelope: Envelope,
  reply: Reply,
  includeUsage: boolean,
  pace: Pace,
  signal: UpstreamRequest["signal"],
): AsyncGenerator<Uint8Array, undefined> {
  const frames = streamOf(envelope, reply, includeUsage);
  yield encoder.encode(frames.opening);
  for (const piece of frames.pieces) {
    await wait(pace.msPerToken, signal);
    yield encoder.encode(piece);
  }
  yield encoder.encode(frames.closing);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, undefined> {
  yield bytes;
}

function respond(status: number, contentType: string, body: AsyncIterator<Uint8Array>): UpstreamResponse {
  return { status, headers: { "content-type": contentType }, body };
}

function refuse(status: number, message: string, param: string | null): UpstreamResponse {
  const error = {
    message,
    type: "invalid_request_error",
    param,
    code: status === 404 ? "model_not_found" : null,
  };
  return respond(status, "application/json", once(encoder.encode(JSON.stringify({ error }))));
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}

const aborted = (signal: AbortSignal): UpstreamFailure =>
  new UpstreamFailure("aborted", "sandbox: aborted", signal.reason);

/** Waits, unless the signal fires first. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(aborted(signal));
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(aborted(signal));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
