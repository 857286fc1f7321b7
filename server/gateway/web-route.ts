import { RouterError } from "@/server/platform/errors";
import type { Runtime } from "@/server/runtime";
import { errorAnswer } from "./openai-error";
import { requestIdOf } from "./request-id";
import { serveWebRequest } from "./serverless-door";

/**
 * A route handler of the serverless door. `open` gives the process's runtime; where that fails, the answer is in the
 * envelope too, without the reason: it is the operator's, and in the log.
 */
export function webRoute(
  open: () => Promise<Runtime>,
  afterwards: (work: () => Promise<void>) => void,
): (request: Request) => Promise<Response> {
  return async (request) => {
    let runtime: Runtime;
    try {
      runtime = await open();
    } catch (cause) {
      return notStarted(request, cause);
    }
    return serveWebRequest(request, runtime, afterwards);
  };
}

function notStarted(request: Request, cause: unknown): Response {
  const requestId = requestIdOf(request.headers.get("x-request-id") ?? undefined, Date.now());
  const error = new RouterError("internal", "Fairlead could not start; its log says why.", {}, cause);
  const { status, headers, body } = errorAnswer(error, { "x-request-id": requestId });
  return new Response(request.method === "HEAD" ? null : (body as Uint8Array<ArrayBuffer>), {
    status,
    headers,
  });
}
