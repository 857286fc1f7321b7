import type { Database } from "@/db/client";
import { systemClock, type Clock } from "@/server/platform/clock";
import { RouterError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { batchParams, batchStatement, MAX_BATCH } from "./batch-statement";
import type { DecisionDraft } from "./draft";
import { ensurePartitions } from "./partitions";
import { rowOf } from "./row/row-of";
import { SnapshotStore } from "./snapshots";

/** Keeps the record of decisions. The gateway opens a decision beside its first attempt and closes it once. */
export interface Recorder {
  /** Queues the open row and returns at once; a failure shows when the decision is closed. */
  open(draft: DecisionDraft): void;
  /** Resolves when the whole record is durable; rejects with `audit-unavailable`. */
  close(draft: DecisionDraft): Promise<void>;
  /** Resolves when nothing is queued or in flight. */
  drain(): Promise<void>;
}

/** Keeps nothing: for measuring what routing alone costs (`FAIRLEAD_RECORD_STORE=none`). */
export const nullRecorder: Recorder = {
  open() {},
  close: () => Promise.resolve(),
  drain: () => Promise.resolve(),
};

export const createRecorder = (db: Database, clock: Clock = systemClock): Recorder =>
  new BatchRecorder(db, clock);

/** Waiting for the database to come back must not fill the memory. */
const MAX_QUEUED = 10_000;
/** One commit at a time makes the largest batches; more only when one statement cannot take what waits. */
const MAX_LANES = 4;

interface Entry {
  draft: DecisionDraft;
  /** Null while the entry is only an open row. */
  close: { promise: Promise<void>; resolve(): void; reject(error: unknown): void } | null;
}

/**
 * Shares commits: what arrives while a commit is in flight goes into the next one, and nothing ever waits for a timer.
 * A close that finds its open row still queued takes its place, so a short request is one row in one durable commit.
 */
class BatchRecorder implements Recorder {
  readonly #queue = new Map<string, Entry>();
  readonly #snapshots: SnapshotStore;
  readonly #partitions: () => Promise<void>;
  /** Resolves when the partitions that the last write saw to are made. */
  #partitionsMade: Promise<void> = Promise.resolve();
  #inFlight = 0;
  #scheduled = false;
  #idle: (() => void)[] = [];

  constructor(
    private readonly db: Database,
    clock: Clock,
  ) {
    this.#snapshots = new SnapshotStore(db);
    this.#partitions = ensurePartitions(db, clock);
  }

  open(draft: DecisionDraft): void {
    if (this.#queue.size >= MAX_QUEUED || this.#queue.has(draft.id)) return;
    this.#queue.set(draft.id, { draft, close: null });
    this.#schedule();
  }

  close(draft: DecisionDraft): Promise<void> {
    const queued = this.#queue.get(draft.id);
    if (queued?.close) return queued.close.promise;
    if (!queued && this.#queue.size >= MAX_QUEUED) return Promise.reject(unavailable(null));
    const close = withResolvers();
    this.#queue.set(draft.id, { draft, close });
    this.#schedule();
    return close.promise;
  }

  drain(): Promise<void> {
    if (this.#queue.size === 0 && this.#inFlight === 0) return this.#partitionsMade;
    return new Promise<void>((resolve) => this.#idle.push(resolve)).then(() => this.#partitionsMade);
  }

  /** After the events at hand, so that requests that arrived together share a commit and dispatch goes first. */
  #schedule(): void {
    const lanes = this.#queue.size > MAX_BATCH ? MAX_LANES : 1;
    if (this.#scheduled || this.#queue.size === 0 || this.#inFlight >= lanes) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const entries = this.#take();
    if (entries.length === 0) return;
    this.#inFlight++;
    this.#schedule();
    await this.#write(entries);
    this.#inFlight--;
    this.#partitionsMade = this.#partitions();
    this.#schedule();
    if (this.#queue.size === 0 && this.#inFlight === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** In the order of ids: two batches that meet the same rows then wait for each other in one direction only. */
  #take(): Entry[] {
    const entries: Entry[] = [];
    for (const [id, entry] of this.#queue) {
      this.#queue.delete(id);
      entries.push(entry);
      if (entries.length === MAX_BATCH) break;
    }
    return entries.sort((a, b) => (a.draft.id < b.draft.id ? -1 : 1));
  }

  /** Settles every entry; never rejects. One retry, then one by one where a single row may be at fault. */
  async #write(entries: Entry[]): Promise<void> {
    try {
      await this.#commit(entries).catch(() => this.#commit(entries));
      for (const { close } of entries) close?.resolve();
    } catch (error) {
      if (entries.length > 1 && isAboutData(error)) {
        for (const entry of entries) await this.#write([entry]);
        return;
      }
      log.error({ err: error, records: entries.length }, "decision records were not stored");
      for (const { close } of entries) close?.reject(unavailable(error));
    }
  }

  async #commit(entries: Entry[]): Promise<void> {
    const snapshots = new Set(entries.map(({ draft }) => draft.context.snapshot));
    for (const snapshot of snapshots) await this.#snapshots.store(snapshot);
    const rows = entries.map(({ draft, close }) => rowOf(draft, close ? draft.state : "open"));
    const relaxed = entries.every(({ close }) => close === null);
    const statement = batchStatement(rows.length, relaxed);
    await this.db.query(statement.text, batchParams(rows, statement.size), statement.name);
  }
}

/** SQLSTATE classes 22 and 23 (data, constraint), and our own refusal to pack: the row is at fault, not the database. */
function isAboutData(error: unknown): boolean {
  const { code, kind } = error as { code?: unknown; kind?: unknown };
  return kind === "internal" || (typeof code === "string" && /^2[23]/.test(code));
}

function unavailable(cause: unknown): RouterError {
  return new RouterError(
    "audit-unavailable",
    "The decision could not be recorded, so the answer is withheld. Try again shortly.",
    { retryAfterSeconds: 1 },
    cause,
  );
}

function withResolvers(): NonNullable<Entry["close"]> {
  let resolve!: () => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
