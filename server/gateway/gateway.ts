import { RouterError } from "@/server/platform/errors";
import type { Runtime } from "@/server/runtime";
import { answerHeaders } from "./answer-headers";
import type { Call } from "./call";
import { chatCompletions } from "./chat-completions";
import { listDecisions, retrieveDecision } from "./decisions";
import type { Answer, Exchange } from "./exchange";
import { live, ready } from "./health";
import { listModels, retrieveModel } from "./models";
import { errorAnswer } from "./openai-error";
import { requestIdOf } from "./request-id";
import { dryRun } from "./route";

type Endpoint = (call: Call, rest: string) => Promise<Answer>;

/** Whole paths, then paths with an id behind them; per method. */
const PATHS: Record<string, Record<string, Endpoint>> = {
  "/v1/chat/completions": { POST: chatCompletions },
  "/v1/route": { POST: dryRun },
  "/v1/models": { GET: listModels },
  "/v1/decisions": { GET: listDecisions },
  "/healthz": { GET: live },
  "/readyz": { GET: ready },
};
const PREFIXES: [prefix: string, methods: Record<string, Endpoint>][] = [
  ["/v1/models/", { GET: retrieveModel }],
  ["/v1/decisions/", { GET: retrieveDecision }],
];

/** Handles one exchange: any path, any outcome. Never rejects: every failure is an answer in OpenAI's envelope. */
export async function handle(exchange: Exchange, runtime: Runtime): Promise<Answer> {
  const call: Call = {
    exchange,
    runtime,
    requestId: requestIdOf(exchange.header("x-request-id"), runtime.clock.now()),
    timings: { auth: null, classify: null, score: null, upstream: null },
    draft: null,
    offer: null,
  };
  try {
    return await answer(call);
  } catch (thrown) {
    return errorAnswer(thrown, answerHeaders(call));
  }
}

function answer(call: Call): Promise<Answer> {
  const { method, path } = call.exchange;
  const { methods, rest } = endpointOf(path);
  if (methods === null) {
    throw new RouterError("not-found", `There is no ${method} ${path.slice(0, 200)} here.`, {
      code: "unknown_url",
    });
  }
  if (method === "OPTIONS") return Promise.resolve(preflight(call, methods));
  const endpoint = methods[method === "HEAD" ? "GET" : method];
  if (endpoint) return endpoint(call, rest);
  const error = new RouterError(
    "method-not-allowed",
    `${trimmedPath(path)} takes ${allowed(methods)}, not ${method}.`,
  );
  return Promise.resolve(errorAnswer(error, { ...answerHeaders(call), allow: allowed(methods) }));
}

const trimmedPath = (path: string): string =>
  path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;

function endpointOf(path: string): { methods: Record<string, Endpoint> | null; rest: string } {
  const trimmed = trimmedPath(path);
  if (Object.hasOwn(PATHS, trimmed)) return { methods: PATHS[trimmed]!, rest: "" };
  for (const [prefix, methods] of PREFIXES) {
    if (trimmed.startsWith(prefix)) return { methods, rest: trimmed.slice(prefix.length) };
  }
  return { methods: null, rest: "" };
}

const allowed = (methods: Record<string, Endpoint>): string =>
  [...Object.keys(methods), ...(methods.GET ? ["HEAD"] : []), "OPTIONS"].join(", ");

/** No browser page is promised access: the answer says which methods exist and allows no foreign origin. */
function preflight(call: Call, methods: Record<string, Endpoint>): Answer {
  return {
    status: 204,
    headers: { ...answerHeaders(call), allow: allowed(methods) },
    body: new Uint8Array(0),
  };
}
