import "server-only";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache, type ReactNode } from "react";
import { makeQueryClient } from "@/components/trpc/query-client";
import { createContext } from "./context";
import { consoleRouter } from "./root";

/** One client and one context per page request. */
export const queryClientOfRequest = cache(() => makeQueryClient());
export const contextOfRequest = cache(async () => createContext(new Headers(await headers())));

/** Query options that call the procedures in this process, with the visitor's own session. */
export const trpc = createTRPCOptionsProxy({
  ctx: contextOfRequest,
  router: consoleRouter,
  queryClient: queryClientOfRequest,
});

/** Hands what the page prefetched to the browser. */
export function Hydrated({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(queryClientOfRequest())}>{children}</HydrationBoundary>;
}
