import { toDecision } from "@/server/audit/draft";
import { authenticate } from "./authenticate";
import type { Call } from "./call";
import { decideCall } from "./decide";
import type { Answer } from "./exchange";
import { jsonAnswer } from "./json-answer";
import { parseChatRequest } from "./parse";

/**
 * `POST /v1/route`: the decision that the same body would get, state `open`, without an upstream call, without a
 * record, free. Where nobody is eligible it has no winner, and the exclusions say why.
 */
export async function dryRun(call: Call): Promise<Answer> {
  const caller = await authenticate(call);
  const request = await parseChatRequest(call.exchange, call.runtime.isModel);
  const { draft } = decideCall(call, caller, request);
  return jsonAnswer(call, toDecision(draft));
}
