import { toDecision } from "@/server/audit/draft";
import { RouterError } from "@/server/platform/errors";
import { answerHeaders } from "./answer-headers";
import { authenticate } from "./authenticate";
import type { Call, DecidedCall } from "./call";
import { decideCall, refusal } from "./decide";
import { dispatch, type Committed } from "./dispatch";
import type { Answer } from "./exchange";
import { heldAnswer } from "./hold";
import { utf8AsLatin1 } from "./json-scan";
import { parseChatRequest } from "./parse";
import { closeAnswered, closeUnanswered } from "./record";
import { AnswerStream } from "./stream";

const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/** `POST /v1/chat/completions`: parse, authenticate, decide, dispatch, stream, record. */
export async function chatCompletions(call: Call): Promise<Answer> {
  const { exchange, runtime } = call;
  const caller = await authenticate(call);
  const request = await parseChatRequest(exchange, runtime.isModel);
  const decided = decideCall(call, caller, request);
  if (decided.draft.plan.winner === null) {
    await closeUnanswered(decided, "refused");
    throw refusal(decided.draft);
  }
  exchange.signal.addEventListener("abort", () => decided.current?.leave("client"));
  if (!request.stream) return plainAnswer(decided, await dispatch(decided));
  const startedAt = runtime.clock.elapsed();
  return heldAnswer(decided, dispatch(decided), (committed) => {
    decided.committed = true;
    if (committed !== null) return streamAnswer(decided, committed);
    call.timings.upstream = runtime.clock.elapsed() - startedAt;
    return streamHead(decided);
  });
}

async function plainAnswer(call: DecidedCall, committed: Committed): Promise<Answer> {
  if (committed.kind !== "plain")
    throw new RouterError("internal", "A plain call was answered with a stream.");
  await closeAnswered(call, committed.run, "served", null);
  const body = call.request.trace ? withDecision(call, committed.text) : committed.text;
  const headers = answerHeaders(call);
  headers["content-type"] = "application/json";
  return { status: 200, headers, body: Buffer.from(body, "latin1") };
}

/** The decision as one more member of the upstream's own JSON, whose other bytes stay. */
function withDecision(call: DecidedCall, text: string): string {
  const end = text.lastIndexOf("}");
  return `${text.slice(0, end)},"fairlead":${utf8AsLatin1(JSON.stringify(toDecision(call.draft)))}${text.slice(end)}`;
}

const streamHead = (call: DecidedCall): Omit<Answer, "body"> => ({
  status: 200,
  // The attempt that is answering is not on the record yet.
  headers: Object.assign(answerHeaders(call, call.draft.attempts.length + 1), STREAM_HEADERS),
  deadline: call.deadline,
});

function streamAnswer(call: DecidedCall, committed: Committed): Answer {
  if (committed.kind !== "stream")
    throw new RouterError("internal", "A stream was answered with a plain body.");
  return { ...streamHead(call), body: new AnswerStream(call, committed) };
}
