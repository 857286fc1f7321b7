"use client";

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { useState, type ReactNode } from "react";
import superjson from "superjson";
import type { ConsoleRouter } from "@/server/console/root";
import { makeQueryClient } from "./query-client";
import { TRPCProvider } from "./trpc";

let browserClient: QueryClient | undefined;

/** One client per tab; on the server one per render, since a shared one would mix visitors. */
function queryClientForRender(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  return (browserClient ??= makeQueryClient(toSignIn));
}

/** A session that ended while its page was open: sign in, and come back to the same place. */
function toSignIn(error: unknown): void {
  if (!(error instanceof TRPCClientError) || error.data?.code !== "UNAUTHORIZED") return;
  const from = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?from=${encodeURIComponent(from)}`);
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const queryClient = queryClientForRender();
  const [trpcClient] = useState(() =>
    createTRPCClient<ConsoleRouter>({
      // A prompt does not fit into a URL, nor does it belong in the access logs of what stands between.
      links: [httpBatchLink({ transformer: superjson, url: "/api/trpc", methodOverride: "POST" })],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
