import { openPlaygroundKey } from "@/server/services/playground/open-key";
import { previewPrompt, promptInput } from "@/server/services/playground/preview";
import { createRouter, runnerProcedure, teamProcedure } from "./init";

export const playgroundRouter = createRouter({
  preview: teamProcedure
    .input(promptInput)
    .query(({ ctx, input }) => previewPrompt(ctx.runtime, ctx.team.id, input)),
  openKey: runnerProcedure.mutation(({ ctx }) =>
    openPlaygroundKey(ctx.runtime, { teamId: ctx.team.id, userId: ctx.viewer.userId }),
  ),
});
