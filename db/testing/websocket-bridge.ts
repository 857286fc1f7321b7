import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { createWebSocketStream, WebSocketServer } from "ws";

export interface Bridge {
  /** For FAIRLEAD_NEON_WSPROXY. */
  address: string;
  stop(): Promise<void>;
}

/** What stands before Neon's databases, in small: a WebSocket whose bytes go to one PostgreSQL server over TCP. */
export async function startBridge(target: { host: string; port: number }): Promise<Bridge> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (socket, request) => {
    const wanted = new URL(request.url ?? "/", "ws://bridge").searchParams.get("address");
    if (wanted !== `${target.host}:${target.port}`) return socket.close(1008, "another address");
    const stream = createWebSocketStream(socket);
    const tcp = connect(target);
    tcp.setNoDelay(true);
    stream.on("error", () => tcp.destroy());
    tcp.on("error", () => stream.destroy());
    stream.pipe(tcp).pipe(stream);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    stop() {
      for (const client of server.clients) client.terminate();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
