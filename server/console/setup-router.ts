import { z } from "zod";
import { checkSetup } from "@/server/services/user/check-setup";
import { createOwner, ownerInput } from "@/server/services/user/create-owner";
import { createRouter, publicProcedure } from "./init";

export const setupRouter = createRouter({
  createOwner: publicProcedure
    .input(ownerInput.extend({ token: z.string().max(200) }))
    .mutation(async ({ ctx, input: { token, ...owner } }) => {
      await checkSetup(ctx.runtime, token);
      return createOwner(ctx.runtime.db, ctx.runtime.clock, owner);
    }),
});
