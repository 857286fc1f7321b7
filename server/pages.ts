import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "@/server/platform/log";

/** What Next makes of a prepared app. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Pages {
  /** Answers with Next's page. A request that comes early waits; once the pages failed to open it is a 500. */
  serve(request: IncomingMessage, response: ServerResponse): void;
  /** Called once, with what will serve. */
  open(handler: Promise<PageHandler>): void;
}

/**
 * Pages that open later than the port. They learn the socket's address from `x-fairlead-peer`, which no client can
 * set: the sign-in limits count by it.
 */
export function pagesToCome(): Pages {
  let open: Pages["open"] = () => {};
  const opened = new Promise<PageHandler>((resolve) => (open = resolve));
  // Heard here whether or not anybody has asked for a page.
  opened.catch((cause: unknown) => log.error({ err: cause }, "the console cannot be served; /v1 goes on"));
  return {
    open,
    serve(request, response) {
      request.headers["x-fairlead-peer"] = request.socket.remoteAddress ?? "";
      opened
        .then((handle) => handle(request, response))
        .catch((cause: unknown) => {
          log.error({ err: cause }, "a page could not be served");
          if (!response.headersSent) response.statusCode = 500;
          response.end();
        });
    },
  };
}
