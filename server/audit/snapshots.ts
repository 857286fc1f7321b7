import type { Queryable } from "@/db/client";
import { RouterError } from "@/server/platform/errors";
import type { Snapshot } from "@/server/router/types";

const MAX_KNOWN = 256;
/** Parsed snapshots for readers: a few hundred kilobytes each. */
const MAX_CACHED = 8;

/** Stores each snapshot once per process, before the first record that names it, and gives stored ones back. */
export class SnapshotStore {
  readonly #stored = new Map<string, Promise<void>>();
  readonly #read = new Map<string, Promise<Snapshot>>();

  constructor(private readonly db: Queryable) {}

  /** Resolves when the snapshot is stored; a failed try is forgotten. */
  store(snapshot: Snapshot): Promise<void> {
    const running = this.#stored.get(snapshot.id);
    if (running) return running;
    const storing = this.db
      .query("insert into snapshots (id, content) values ($1, $2) on conflict (id) do nothing", [
        snapshot.id,
        JSON.stringify(snapshot),
      ])
      .then(() => undefined);
    keep(this.#stored, snapshot.id, storing, MAX_KNOWN);
    return storing;
  }

  read(id: string): Promise<Snapshot> {
    const known = this.#read.get(id);
    if (known) return known;
    const reading = this.db
      .query<{ content: Snapshot }>("select content from snapshots where id = $1", [id])
      .then(([row]) => {
        if (!row) throw new RouterError("internal", `snapshot ${id} is named by a record but not stored`);
        return row.content;
      });
    keep(this.#read, id, reading, MAX_CACHED);
    return reading;
  }
}

function keep<T>(map: Map<string, Promise<T>>, id: string, value: Promise<T>, most: number): void {
  map.set(id, value);
  value.catch(() => map.delete(id));
  if (map.size > most) map.delete(map.keys().next().value!);
}
