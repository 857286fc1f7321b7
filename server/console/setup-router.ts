import { z } from "zod";
import { createOwner, ownerInput } from "@/server/services/user/create-owner";
import { checkSetup } from "@/server/services/user/setup-state";
import { createRouter, publicProcedure } from "./init";

export const setupRouter = createRouter({
  createOwner: publicProcedure
    .input(ownerInput.extend({ token: z.string().nullable() }))
    .mutation(async ({ ctx, input: { token, ...owner } }) => {
      await checkSetup(ctx.runtime, ctx.visit, token);
      return createOwner(ctx.runtime.db, ctx.runtime.clock, owner);
    }),
});
