/** What the parser says; `bytes` is only valid during the call. */
export interface ResponseEvents {
  onHead(status: number, isEventStream: boolean): void;
  onBody(bytes: Buffer): void;
  onEnd(): void;
  onMalformed(what: string): void;
}

type State = "head" | "fixed" | "chunk-size" | "chunk-data" | "trailers";

/**
 * HTTP/1.1 responses off a raw socket, with as little work as a load generator can do: the client must not be what is
 * measured. Knows content-length and chunked bodies, which is all that the servers under test send.
 */
export class ResponseParser {
  private state: State = "head";
  private held: Buffer | null = null;
  private remaining = 0;

  constructor(private readonly events: ResponseEvents) {}

  feed(received: Buffer): void {
    let buffer: Buffer | null = this.held ? Buffer.concat([this.held, received]) : received;
    this.held = null;
    while (buffer && buffer.length > 0) buffer = this.step(buffer);
  }

  /** Reads one element off the front; returns the rest, null when more bytes must come first. */
  private step(buffer: Buffer): Buffer | null {
    switch (this.state) {
      case "head":
        return this.readHead(buffer);
      case "fixed":
        return this.readData(buffer, () => this.end());
      case "chunk-size":
        return this.readChunkSize(buffer);
      case "chunk-data":
        return this.readData(buffer, () => {
          this.state = "chunk-size";
        });
      case "trailers":
        return this.readTrailers(buffer);
    }
  }

  private hold(buffer: Buffer): null {
    this.held = buffer;
    return null;
  }

  private end(): void {
    this.state = "head";
    this.events.onEnd();
  }

  private readHead(buffer: Buffer): Buffer | null {
    const at = buffer.indexOf("\r\n\r\n");
    if (at < 0) return this.hold(buffer);
    const head = buffer.toString("latin1", 0, at + 2).toLowerCase();
    this.events.onHead(Number(head.slice(9, 12)), head.includes("text/event-stream"));
    if (/\r\ntransfer-encoding:[^\r]*chunked/.test(head)) {
      this.state = "chunk-size";
      return buffer.subarray(at + 4);
    }
    const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
    if (length === undefined) {
      this.events.onMalformed("no-length");
      return null;
    }
    this.remaining = Number(length);
    this.state = "fixed";
    if (this.remaining === 0) this.end();
    return buffer.subarray(at + 4);
  }

  private readData(buffer: Buffer, done: () => void): Buffer | null {
    const taken = Math.min(buffer.length, this.remaining);
    this.events.onBody(buffer.subarray(0, taken));
    this.remaining -= taken;
    if (this.remaining === 0) done();
    return buffer.subarray(taken);
  }

  private readChunkSize(buffer: Buffer): Buffer | null {
    // The line end of the chunk before is read here, so that chunk data never waits for it.
    const start = buffer[0] === 13 ? 2 : 0;
    const at = buffer.indexOf("\r\n", start);
    if (at < 0) return this.hold(buffer);
    this.remaining = Number.parseInt(buffer.toString("latin1", start, at), 16);
    if (Number.isNaN(this.remaining)) {
      this.events.onMalformed("bad-chunk");
      return null;
    }
    this.state = this.remaining === 0 ? "trailers" : "chunk-data";
    return buffer.subarray(at + 2);
  }

  private readTrailers(buffer: Buffer): Buffer | null {
    const at = buffer.indexOf("\r\n");
    if (at < 0) return this.hold(buffer);
    if (at === 0) this.end();
    return buffer.subarray(at + 2);
  }
}
