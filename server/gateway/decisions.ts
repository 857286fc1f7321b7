import { listDecisions as readList, readDecision } from "@/server/audit/read";
import { RouterError } from "@/server/platform/errors";
import { authenticate } from "./authenticate";
import type { Call } from "./call";
import { databaseFailure } from "./database-away";
import type { Answer } from "./exchange";
import { jsonAnswer } from "./json-answer";

const LIMIT_DEFAULT = 20;
const LIMIT_MAX = 100;
const DECISION_ID = /^dec_[0-9a-z]{1,40}$/;

const away = (cause: unknown): never => {
  throw databaseFailure(cause);
};

/** `GET /v1/decisions?limit=&after=`: the team's decisions, newest first. */
export async function listDecisions(call: Call): Promise<Answer> {
  const { teamId } = await authenticate(call);
  const { query } = call.exchange;
  const limit = Number(query.get("limit") ?? LIMIT_DEFAULT);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) {
    throw new RouterError("invalid-request", `limit must be a whole number from 1 to ${LIMIT_MAX}.`, {
      param: "limit",
    });
  }
  const after = query.get("after");
  if (after !== null && !DECISION_ID.test(after)) {
    throw new RouterError("invalid-request", "after must be the id of a decision, as in dec_….", {
      param: "after",
    });
  }
  const { data, hasMore } = await readList(call.runtime.db, teamId, {
    limit,
    ...(after === null ? {} : { after }),
  }).catch(away);
  return jsonAnswer(call, { object: "list", data, has_more: hasMore });
}

/** `GET /v1/decisions/{id}`: the Decision itself; another team's does not exist. */
export async function retrieveDecision(call: Call, id: string): Promise<Answer> {
  const { teamId } = await authenticate(call);
  const decision = DECISION_ID.test(id) ? await readDecision(call.runtime.db, teamId, id).catch(away) : null;
  if (decision === null)
    throw new RouterError("not-found", `There is no decision "${id.slice(0, 60)}".`, { param: "id" });
  return jsonAnswer(call, decision);
}
