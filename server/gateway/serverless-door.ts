import { systemClock } from "@/server/platform/clock";
import { RouterError } from "@/server/platform/errors";
import type { Runtime } from "@/server/runtime";
import type { Answer, Exchange } from "./exchange";
import { handle } from "./gateway";

/** One web `Request` through the gateway. `afterwards` keeps a function alive for work behind the answer. */
export async function serveWebRequest(
  request: Request,
  runtime: Runtime,
  afterwards: (work: () => Promise<void>) => void,
): Promise<Response> {
  const exchange = webExchange(request, runtime.settings.bodyLimitBytes);
  const answer = await handle(exchange, runtime);
  let settle: () => void = () => {};
  // The platform starts this before it cancels a stream: wait for the stream's own end first.
  const settled = new Promise<void>((resolve) => (settle = resolve));
  afterwards(() => settled.then(() => runtime.drain()));
  if (answer.body instanceof Uint8Array) settle();
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

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = (): RouterError => {
    const mb = Math.round((limit / 1024 / 1024) * 1000) / 1000;
    return new RouterError("body-too-large", `The body is larger than the limit of ${mb} MiB.`);
  };
  if (Number(request.headers.get("content-length")) > limit) throw tooLarge();
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      size += value.byteLength;
      if (size > limit) throw tooLarge();
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
