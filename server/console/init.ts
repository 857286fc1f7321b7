import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import { mayManageKeys, mayRunModels } from "@/server/auth/role";
import { RouterError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import type { ConsoleContext } from "./context";
import { rootCause, toTrpcError } from "./trpc-error";

const t = initTRPC.context<ConsoleContext>().create({
  transformer: superjson,
  // A stack names files of this machine: it stays in the log.
  errorFormatter: ({ shape }) => ({ ...shape, data: { ...shape.data, stack: undefined } }),
});

/** The one place where a failure becomes tRPC's. */
const mapErrors = t.middleware(async ({ next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const mapped = toTrpcError(result.error);
  if (mapped.code === "INTERNAL_SERVER_ERROR")
    log.error({ err: rootCause(result.error), path }, "a console call failed");
  throw mapped;
});

export const createRouter = t.router;
export const createCallerFactory = t.createCallerFactory;

export const publicProcedure = t.procedure.use(mapErrors);

export const signedInProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.viewer) throw new RouterError("unauthenticated", "You are signed out. Sign in again to go on.");
  return next({ ctx: { ...ctx, viewer: ctx.viewer } });
});

/** The caller is a member of the team whose rows are read or changed; `ctx.team` is the only team in reach. */
export const teamProcedure = signedInProcedure.use(({ ctx, next }) => {
  const team = ctx.viewer.team;
  if (!team) throw new RouterError("forbidden", "You belong to no team yet. Ask an owner to invite you.");
  return next({ ctx: { ...ctx, team } });
});

/** For what lets programs in: owners and admins only. */
export const keyManagerProcedure = teamProcedure.use(({ ctx, next }) => {
  if (!mayManageKeys(ctx.team))
    throw new RouterError(
      "forbidden",
      "Only an owner or an admin of the team manages its keys. Ask one of them.",
    );
  return next({ ctx: { ...ctx, actor: { teamId: ctx.team.id, userId: ctx.viewer.userId } } });
});

/** For what spends the team's money: everybody but viewers. */
export const runnerProcedure = teamProcedure.use(({ ctx, next }) => {
  if (!mayRunModels(ctx.team))
    throw new RouterError("forbidden", "Viewers of a team run no models. Ask an owner for another role.");
  return next();
});
