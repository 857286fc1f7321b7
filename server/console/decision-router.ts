import { z } from "zod";
import { DECISION_STATES } from "@/server/audit/decision";
import { OBJECTIVES, TASKS } from "@/server/router/types";
import { getDecision } from "@/server/services/decision/get";
import { listDecisionRows } from "@/server/services/decision/list";
import { createRouter, teamProcedure } from "./init";

const PAGE_ROWS = 50;

export const decisionRouter = createRouter({
  list: teamProcedure
    .input(
      z.object({
        state: z.enum(DECISION_STATES).nullable().default(null),
        objective: z.enum(OBJECTIVES).nullable().default(null),
        task: z.enum(TASKS).nullable().default(null),
        model: z.string().max(300).nullable().default(null),
        /** Id of the last row seen. */
        cursor: z.string().max(100).nullish(),
      }),
    )
    .query(({ ctx, input: { cursor, ...filters } }) =>
      listDecisionRows(ctx.runtime.db, ctx.team.id, { limit: PAGE_ROWS, after: cursor ?? null, filters }),
    ),
  get: teamProcedure
    .input(z.object({ id: z.string().max(100) }))
    .query(({ ctx, input }) => getDecision(ctx.runtime.db, ctx.team.id, input.id)),
});
