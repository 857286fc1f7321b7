import type { Call } from "./call";
import type { Answer } from "./exchange";
import { jsonAnswer } from "./json-answer";

/** Longer than any healthy database takes; a probe that hangs tells an orchestrator nothing. */
const READY_WITHIN_MS = 2_000;

/** `GET /healthz`: the process answers. */
export const live = (call: Call): Promise<Answer> => Promise.resolve(jsonAnswer(call, { status: "ok" }));

/** `GET /readyz`: requests can be served: the database answers and there is an offer to route to. */
export async function ready(call: Call): Promise<Answer> {
  const { db, snapshot, registry } = call.runtime;
  const database = await answersInTime(db.query("select 1"));
  const offers = snapshot.offers.length;
  const isReady = database && offers > 0;
  const body = {
    status: isReady ? "ok" : "unavailable",
    checks: { database: database ? "ok" : "unavailable", offers, upstreams: registry.describe().length },
  };
  return jsonAnswer(call, body, isReady ? 200 : 503);
}

function answersInTime(query: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, READY_WITHIN_MS, false);
    query
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer));
  });
}
