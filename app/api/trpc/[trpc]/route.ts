import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "@/server/console/context";
import { consoleRouter } from "@/server/console/root";

export const runtime = "nodejs";

function handle(request: Request): Response | Promise<Response> {
  // The session cookie is SameSite=Lax; this closes what is left of cross-site calls in one place.
  if (request.headers.get("sec-fetch-site") === "cross-site") return new Response(null, { status: 403 });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: consoleRouter,
    allowMethodOverride: true,
    createContext: () => createContext(request.headers),
  });
}

export { handle as GET, handle as POST };
