import { z } from "zod";
import { createKey, keyInput } from "@/server/services/key/create";
import { listKeys } from "@/server/services/key/list";
import { revokeKey } from "@/server/services/key/revoke";
import { createRouter, keyManagerProcedure } from "./init";

export const keyRouter = createRouter({
  list: keyManagerProcedure.query(({ ctx }) => listKeys(ctx.runtime, ctx.actor.teamId)),
  create: keyManagerProcedure
    .input(keyInput)
    .mutation(({ ctx, input }) => createKey(ctx.runtime, ctx.actor, input)),
  revoke: keyManagerProcedure
    .input(z.object({ id: z.string().max(100) }))
    .mutation(({ ctx, input }) => revokeKey(ctx.runtime, ctx.actor, input.id)),
});
