import { Connection, type Outcome } from "./connection";
import { Samples, type Quantiles } from "./statistics";

export interface Target {
  name: string;
  port: number;
  /** The whole HTTP request, head and body, for plain and streamed calls. */
  plain: Buffer;
  streamed: Buffer;
}

export interface Shape {
  connections: number;
  streamed: boolean;
  /** Requests a second at random times (open loop); null: each connection sends its next when the last is answered. */
  ratePerSecond: number | null;
}

export interface SlotResult {
  answered: number;
  seconds: number;
  /** Milliseconds from the moment a request was due, so that waiting for a free connection counts. */
  latency: Quantiles;
  firstToken: Quantiles;
  errors: Record<string, number>;
}

/** Poisson arrivals from a fixed seed: every target meets the same times. */
function* arrivals(ratePerSecond: number): Generator<number> {
  let seed = 42;
  for (let dueMs = 0; ;) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    dueMs += (-Math.log((seed + 1) / 4294967297) * 1000) / ratePerSecond;
    yield dueMs;
  }
}

/** Sends one kind of load to one target for a while, and waits for the last answer. */
export async function runSlot(target: Target, shape: Shape, seconds: number): Promise<SlotResult> {
  const slot = new Slot(target, shape, seconds);
  return slot.run();
}

class Slot {
  private readonly latency = new Samples();
  private readonly firstToken = new Samples();
  private readonly errors: Record<string, number> = {};
  private readonly idle: Connection[] = [];
  private readonly overdue: number[] = [];
  private answered = 0;
  private inFlight = 0;
  private endMs = 0;
  private allDue = false;
  private settle!: () => void;

  constructor(
    private readonly target: Target,
    private readonly shape: Shape,
    private readonly seconds: number,
  ) {}

  async run(): Promise<SlotResult> {
    const connections = Array.from(
      { length: this.shape.connections },
      () =>
        new Connection(this.target, this.shape.streamed, (connection, outcome) =>
          this.take(connection, outcome),
        ),
    );
    await Promise.all(connections.map((connection) => connection.open()));
    const settled = new Promise<void>((resolve) => (this.settle = resolve));
    const sweep = setInterval(
      () => connections.forEach((connection) => connection.sweep(performance.now())),
      250,
    );
    const startMs = performance.now();
    this.endMs = startMs + this.seconds * 1000;
    if (this.shape.ratePerSecond === null)
      for (const connection of connections) this.fire(connection, performance.now());
    else {
      this.idle.push(...connections);
      this.offer(startMs, arrivals(this.shape.ratePerSecond));
    }
    await settled;
    clearInterval(sweep);
    const elapsed = (performance.now() - startMs) / 1000;
    for (const connection of connections) connection.close();
    return {
      answered: this.answered,
      seconds: elapsed,
      latency: this.latency.summary(),
      firstToken: this.firstToken.summary(),
      errors: this.errors,
    };
  }

  private fire(connection: Connection, dueMs: number): void {
    this.inFlight++;
    void connection.send(dueMs);
  }

  /** Sends what is due; requests that find no free connection wait in line with their due time kept. */
  private offer(startMs: number, times: Generator<number>): void {
    let nextMs = startMs + times.next().value;
    const tick = (): void => {
      for (; nextMs <= performance.now() && nextMs < this.endMs; nextMs = startMs + times.next().value) {
        const connection = this.idle.pop();
        if (connection) this.fire(connection, nextMs);
        else this.overdue.push(nextMs);
      }
      if (nextMs < this.endMs) setTimeout(tick, Math.max(0, Math.floor(nextMs - performance.now())));
      else {
        this.allDue = true;
        this.settleWhenEmpty();
      }
    };
    tick();
  }

  private take(connection: Connection, { error, dueMs, firstTokenMs }: Outcome): void {
    const nowMs = performance.now();
    this.inFlight--;
    if (error) this.errors[error] = (this.errors[error] ?? 0) + 1;
    else {
      this.answered++;
      this.latency.add(nowMs - dueMs);
      if (firstTokenMs !== null) this.firstToken.add(firstTokenMs - dueMs);
    }
    this.next(connection, nowMs);
  }

  private next(connection: Connection, nowMs: number): void {
    const overdue = this.overdue.shift();
    if (overdue !== undefined) this.fire(connection, overdue);
    else if (this.shape.ratePerSecond !== null) this.idle.push(connection);
    else if (nowMs < this.endMs) return this.fire(connection, nowMs);
    else this.allDue = true;
    this.settleWhenEmpty();
  }

  private settleWhenEmpty(): void {
    if (this.allDue && this.inFlight === 0 && this.overdue.length === 0) this.settle();
  }
}
