import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { RouterError } from "@/server/platform/errors";

/** Ports tried above a busy default one. */
const NEXT_PORTS = 50;

/**
 * Listens where the operator said. A busy default port gives way to the next free one; a busy stated one is an error.
 * @throws RouterError invalid-request, with the way out
 */
export async function listen(
  server: Server,
  wish: { host: string; port: number; portIsDefault: boolean },
): Promise<number> {
  const { host, port, portIsDefault } = wish;
  for (let tried = port; ; tried++) {
    const failed = await tryPort(server, host, tried);
    if (failed === null) return (server.address() as AddressInfo).port;
    if (failed.code === "EADDRINUSE" && portIsDefault && tried < port + NEXT_PORTS) continue;
    throw new RouterError("invalid-request", explain(failed, host, tried), {}, failed);
  }
}

function tryPort(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off("listening", listening);
      resolve(error);
    };
    const listening = (): void => {
      server.off("error", failed);
      resolve(null);
    };
    server.once("error", failed);
    server.once("listening", listening);
    server.listen(port, host);
  });
}

function explain({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (String(code)) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use. Stop what runs there, or set PORT to a free one (PORT=0 takes any).`;
    case "EACCES":
      return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST=${host} is not an address of this machine. Use 127.0.0.1 for this machine only, 0.0.0.0 for all.`;
    default:
      return `Cannot listen on ${host}:${port}: ${message}`;
  }
}
