import { answerHeaders } from "./answer-headers";
import type { Call } from "./call";
import type { Answer } from "./exchange";

/** A value of our own as a whole JSON answer, with the headers of every outcome. */
export function jsonAnswer(call: Call, value: unknown, status = 200): Answer {
  const headers = answerHeaders(call);
  headers["content-type"] = "application/json";
  return { status, headers, body: Buffer.from(JSON.stringify(value)) };
}
