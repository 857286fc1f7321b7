import type { Socket } from "node:net";
import { buildConnector, Client } from "undici";

/** Idle connections that are kept for the next request; more may be open while more requests run. */
const IDLE_MAX = 512;

type Connector = (options: buildConnector.Options, callback: buildConnector.Callback) => Socket;

/**
 * One keep-alive connection, used by one request at a time. Unlike undici's `Pool` it hands its socket out while it
 * is still connecting, so that a request which is given up then leaves nothing behind.
 */
export class Connection {
  readonly client: Client;
  /** The request in charge: it is told when a socket that it needs has not come in time. */
  waiting: { connectTimeoutMs: number; onConnectTimeout(): void } | null = null;
  private connecting: Socket | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(origin: string, connector: Connector) {
    this.client = new Client(origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (options, callback) => {
        // Only here, not for each request: most of them find their connection open.
        const { waiting } = this;
        if (waiting) this.timer = setTimeout(() => waiting.onConnectTimeout(), waiting.connectTimeoutMs);
        this.connecting = connector(options, (...result) => {
          this.settle();
          callback(...result);
        });
      },
    });
  }

  /** Closes the socket now, connected or not. */
  destroy(): void {
    this.connecting?.destroy();
    this.settle();
    this.client.destroy(null, ignore);
  }

  private settle(): void {
    this.connecting = null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}

const ignore = (): void => {};

/** The connections of one upstream. Takes the one that was used last, so that the others can go idle and close. */
export class ConnectionPool {
  private readonly idle: Connection[] = [];
  private readonly busy = new Set<Connection>();
  private readonly connector: Connector;
  private closed = false;

  constructor(private readonly origin: string) {
    // Time-outs are the request's own: it knows how long it may still take.
    this.connector = buildConnector({ timeout: 0 }) as Connector;
  }

  take(): Connection {
    const connection = this.idle.pop() ?? new Connection(this.origin, this.connector);
    this.busy.add(connection);
    return connection;
  }

  /** Back after a whole response. */
  give(connection: Connection): void {
    this.busy.delete(connection);
    connection.waiting = null;
    if (this.closed || this.idle.length >= IDLE_MAX) connection.destroy();
    else this.idle.push(connection);
  }

  /** Closed, because its request did not end well. */
  discard(connection: Connection): void {
    this.busy.delete(connection);
    connection.destroy();
  }

  close(): void {
    this.closed = true;
    for (const connection of [...this.idle.splice(0), ...this.busy]) connection.destroy();
  }
}
