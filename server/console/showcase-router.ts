import { z } from "zod";
import { showcase } from "@/server/services/playground/showcase";
import { createRouter, publicProcedure } from "./init";

export const showcaseRouter = createRouter({
  flip: publicProcedure
    .input(z.object({ example: z.number().int().min(0).max(20) }))
    .query(({ ctx, input }) => showcase(ctx.runtime, ctx.visit.address, input.example)),
});
