import { systemClock } from "@/server/platform/clock";
import { RouterError } from "@/server/platform/errors";
import type { Runtime } from "@/server/runtime";
import { bodyTooLarge, decodePath, type Answer, type Exchange } from "./exchange";
import { handle } from "./gateway";

/** One web `Request` through the gateway. `afterwards` keeps a function alive for work behind the answer. */
export async function serveWebRequest(
  request: Request,
  runtime: Runtime,
  afterwards: (work: () => Promise<void>) => void,
): Promise<Response> {
  const exchange = webExchange(request, runtime.settings.bodyLimitBytes);
  const answer = await handle(exchange, runtime);
  if (answer.body instanceof Uint8Array) {
    // A whole answer has its record; only a client that left has work behind it. `after` is too dear to ask for nothing.
    if (exchange.signal.aborted) afterwards(() => runtime.settled());
    return response(answer, () => {});
  }
  const { body } = answer;
  let settle: () => void = () => {};
  // The platform starts this before it cancels a stream: wait for the stream's own end first.
  const settled = new Promise<void>((resolve) => (settle = resolve));
  afterwards(() => settled.then(() => runtime.settled()));
  // A stream whose client is gone before its first byte is dropped by the platform without a word: the signal tells.
  const leave = (): void => {
    void body.return?.();
    settle();
  };
  if (exchange.signal.aborted) leave();
  else exchange.signal.addEventListener("abort", leave, { once: true });
  return response(answer, settle);
}

function webExchange(request: Request, limit: number): Exchange {
  const receivedAt = systemClock.elapsed();
  const url = new URL(request.url);
  let body: Promise<Uint8Array> | null = null;
  return {
    method: request.method,
    path: decodePath(url.pathname),
    query: url.searchParams,
    header: (name) => request.headers.get(name) ?? undefined,
    body: () => (body ??= readBody(request, limit)),
    signal: request.signal,
    receivedAt,
  };
}

async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length")) > limit) throw bodyTooLarge(limit);
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      size += value.byteLength;
      if (size > limit) throw bodyTooLarge(limit);
      chunks.push(value);
    }
  } catch (cause) {
    if (cause instanceof RouterError) {
      await reader.cancel().catch(() => {});
      throw cause;
    }
    throw new RouterError("cancelled", "The client left before its request was whole.", {}, cause);
  }
}

function response({ status, headers, body }: Answer, settle: () => void): Response {
  if (body instanceof Uint8Array) {
    return new Response(status === 204 ? null : (body as Uint8Array<ArrayBuffer>), { status, headers });
  }
  // Pull-based without a buffer of its own: a slow client slows the upstream. The gateway's streams tell their own
  // failures as frames, so the controller is never errored and the client never sees a cut socket from here.
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const step = await body.next();
        if (!step.done) return controller.enqueue(step.value);
        controller.close();
        settle();
      },
      async cancel() {
        await body.return?.();
        settle();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, { status, headers });
}
