import type { UpstreamResponse } from "@/server/providers/upstream";
import { AttemptFailure, upstreamError } from "./attempt-failure";
import type { AttemptRun } from "./attempt";
import { bytesAsLatin1, latin1AsUtf8 } from "./json-scan";
import { ANSWER_BYTES_MAX } from "./limits";

/**
 * The whole answer of a plain call as latin1 text, `model` set, checked to be an answer: JSON with at least one
 * choice, and every choice finished.
 * @throws AttemptFailure malformed | empty | upstream-5xx
 */
export async function readPlainAnswer(run: AttemptRun, response: UpstreamResponse): Promise<string> {
  const text = await readWhole(response);
  if (text === "")
    throw new AttemptFailure("empty", "The upstream sent an empty body.", { status: run.status });
  const kind = isJson(text) ? run.reader.read(text) : "broken";
  if (kind === "error") {
    const code = upstreamError(latin1AsUtf8(text))?.code;
    const label = code === null || code === undefined ? "" : `: ${String(code).slice(0, 80)}`;
    throw new AttemptFailure("upstream-5xx", `An error with status ${run.status}${label}.`, {
      status: run.status,
    });
  }
  if (kind === "broken") {
    throw new AttemptFailure("malformed", "The upstream's answer is not a chat completion.", {
      status: run.status,
    });
  }
  if (run.reader.choicesInChunk === 0) {
    throw new AttemptFailure("empty", "The upstream's answer has no choices.", { status: run.status });
  }
  if (!run.reader.isFinished) {
    throw new AttemptFailure("malformed", "The upstream's answer has no finish reason.", {
      status: run.status,
    });
  }
  run.markFirstOutput();
  return run.reader.text;
}

async function readWhole({ body }: UpstreamResponse): Promise<string> {
  let text = "";
  for (;;) {
    const { done, value } = await body.next();
    if (done) return text;
    text += bytesAsLatin1(value);
    if (text.length > ANSWER_BYTES_MAX) {
      await body.return?.();
      throw new AttemptFailure("malformed", "The upstream's answer is too large.");
    }
  }
}

/** The scan does not validate, and a plain answer is not sent before it is known to be whole. */
function isJson(text: string): boolean {
  try {
    JSON.parse(latin1AsUtf8(text));
    return true;
  } catch {
    return false;
  }
}
