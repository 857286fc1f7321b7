import net from "node:net";
import type { Target } from "./load";
import { ResponseParser } from "./response-parser";

const CONTENT = Buffer.from('"content":"');
const QUOTE = 34;
const REQUEST_TIMEOUT_MS = 20_000;

/** Offset-free: the first `"content":"` that is followed by a character, not by the closing quote. */
function hasContent(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(CONTENT); at >= 0; at = bytes.indexOf(CONTENT, at + 1)) {
    const next = bytes[at + CONTENT.length];
    if (next !== undefined && next !== QUOTE) return true;
  }
  return false;
}

export interface Outcome {
  error: string | null;
  dueMs: number;
  firstTokenMs: number | null;
}

/** One keep-alive connection with at most one request on it. A broken one is opened again for the next request. */
export class Connection {
  private socket: net.Socket | null = null;
  private parser!: ResponseParser;
  private busy = false;
  private dueMs = 0;
  private sentMs = 0;
  private firstTokenMs: number | null = null;
  private status = 0;
  private isEventStream = false;
  private tail = Buffer.alloc(0);

  constructor(
    private readonly target: Target,
    private readonly streamed: boolean,
    private readonly onDone: (connection: Connection, outcome: Outcome) => void,
  ) {}

  open(): Promise<void> {
    return new Promise((resolve) => {
      const socket = net.connect(this.target.port, "127.0.0.1");
      this.socket = socket;
      this.parser = new ResponseParser({
        onHead: (status, isEventStream) => {
          this.status = status;
          this.isEventStream = isEventStream;
        },
        onBody: (bytes) => this.readBody(bytes),
        onEnd: () => this.finish(this.verdict()),
        onMalformed: (what) => this.finish(what),
      });
      socket.setNoDelay(true);
      socket.on("connect", resolve);
      socket.on("data", (bytes) => socket === this.socket && this.parser.feed(bytes));
      socket.on("error", () => resolve());
      socket.on("close", () => {
        if (socket !== this.socket) return;
        this.socket = null;
        if (this.busy) this.finish("closed");
      });
    });
  }

  async send(dueMs: number): Promise<void> {
    this.busy = true;
    this.dueMs = dueMs;
    this.sentMs = performance.now();
    this.firstTokenMs = null;
    this.tail = Buffer.alloc(0);
    if (!this.socket) await this.open();
    this.socket?.write(this.streamed ? this.target.streamed : this.target.plain);
    if (!this.socket) this.finish("refused");
  }

  /** Called now and then: a request without an end becomes an error, and its connection is given up. */
  sweep(nowMs: number): void {
    if (!this.busy || nowMs - this.sentMs < REQUEST_TIMEOUT_MS) return;
    this.close();
    this.finish("timeout");
  }

  close(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.destroy();
  }

  private readBody(bytes: Buffer): void {
    if (this.firstTokenMs === null && hasContent(bytes)) this.firstTokenMs = performance.now();
    this.tail =
      bytes.length >= 16 ? Buffer.from(bytes.subarray(-16)) : Buffer.concat([this.tail, bytes]).subarray(-16);
  }

  private verdict(): string | null {
    if (this.status !== 200) return `status-${this.status}`;
    if (this.firstTokenMs === null) return "no-content";
    if (this.streamed && !this.isEventStream) return "not-a-stream";
    return this.streamed && !this.tail.includes("[DONE]") ? "no-end" : null;
  }

  private finish(error: string | null): void {
    if (!this.busy) return;
    this.busy = false;
    this.onDone(this, { error, dueMs: this.dueMs, firstTokenMs: this.firstTokenMs });
  }
}
