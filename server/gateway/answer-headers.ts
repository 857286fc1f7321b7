import type { Call } from "./call";

/** Printable ASCII goes as it is; an operator's model name in another script is percent-encoded. */
const headerSafe = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : encodeURI(text));

/** The headers of every outcome: whose request, which decision, who answers, how long each step took. */
export function answerHeaders(call: Call, attempts?: number): Record<string, string> {
  const headers: Record<string, string> = { "x-request-id": call.requestId };
  const { draft } = call;
  if (draft !== null) {
    const { plan } = draft;
    const shown = call.offer ?? plan.winner;
    headers["x-fairlead-decision"] = draft.id;
    if (shown !== null) {
      headers["x-fairlead-model"] = headerSafe(shown.model);
      headers["x-fairlead-provider"] = headerSafe(shown.provider);
    }
    headers["x-fairlead-objective"] = plan.objective;
    headers["x-fairlead-task"] = plan.task.decided ? plan.task.name : "unknown";
    headers["x-fairlead-complexity"] = plan.complexity.level;
    headers["x-fairlead-reason"] = plan.reason.code;
    headers["x-fairlead-attempts"] = String(attempts ?? draft.attempts.length);
    if (call.offer?.simulated ?? plan.flags.simulated) headers["x-fairlead-simulated"] = "true";
  }
  headers["server-timing"] = serverTiming(call);
  return headers;
}

/** The steps that were reached, in ms; `auth` stands even when the request was refused before it. */
function serverTiming({ timings }: Call): string {
  let text = `auth;dur=${rounded(timings.auth ?? 0)}`;
  for (const step of ["classify", "score", "upstream"] as const) {
    const ms = timings[step];
    if (ms !== null) text += `, ${step};dur=${rounded(ms)}`;
  }
  return text;
}

const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
