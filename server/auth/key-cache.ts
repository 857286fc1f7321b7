import type { Queryable } from "@/db/client";
import { systemClock, type Clock } from "@/server/platform/clock";
import { log } from "@/server/platform/log";
import type { Policy } from "@/server/router/types";
import { hashKey } from "./api-key";
import { KEY_LEVEL_SQL, policyOf, TEAM_LEVEL_SQL } from "./policy";

/** Who is calling, and under which rules. */
export interface Caller {
  keyId: string;
  teamId: string;
  policy: Policy;
}

interface Entry {
  /** Null: no such key, or one that may not be used. */
  caller: Caller | null;
  expiresAtMs: number;
  readAtMs: number;
}

interface KeyRow {
  id: string;
  team_id: string;
  expires_at: Date | null;
  revoked: boolean;
  use_is_old: boolean;
  team_level: { id: string; level: unknown } | null;
  key_level: { id: string; level: unknown } | null;
}

const MAX_ENTRIES = 10_000;
/** A revoked key or a changed policy is noticed within this time, in every process. */
const MAX_AGE_MS = 5_000;
/** From this age on an entry is used once more while it is read again beside the request. */
const REFRESH_AGE_MS = 2_500;
/** An unknown key is believed for less long: it may just have been made. */
const MAX_AGE_UNKNOWN_MS = 1_000;

const SELECT = `select k.id, k.team_id, k.expires_at, k.revoked_at is not null as revoked,
  k.last_used_at is null or k.last_used_at < now() - interval '1 hour' as use_is_old,
  ${TEAM_LEVEL_SQL} as team_level, ${KEY_LEVEL_SQL} as key_level
  from keys k join teams t on t.id = k.team_id where k.hash = $1`;

/** Answers who a presented key belongs to, from memory at most five seconds old. Bounded; unknown keys cannot push known ones out. */
export class KeyCache {
  readonly #known = new Map<string, Entry>();
  readonly #unknown = new Map<string, Entry>();
  readonly #reading = new Map<string, Promise<Entry>>();

  constructor(
    private readonly db: Queryable,
    private readonly clock: Clock = systemClock,
    private readonly maxEntries = MAX_ENTRIES,
  ) {}

  /** The caller, or null for every reason a key may not be used. Rejects when the database does not answer. */
  async verify(presented: string): Promise<Caller | null> {
    const hash = hashKey(presented);
    const id = hash.toString("latin1");
    const entry = this.#fresh(id, hash) ?? (await this.#read(id, hash));
    return entry.caller && entry.expiresAtMs > this.clock.now() ? entry.caller : null;
  }

  /** Forgets everything: after a change made by this very process. */
  clear(): void {
    this.#known.clear();
    this.#unknown.clear();
  }

  #fresh(id: string, hash: Buffer): Entry | null {
    const entry = this.#known.get(id) ?? this.#unknown.get(id);
    if (!entry) return null;
    const ageMs = this.clock.elapsed() - entry.readAtMs;
    if (ageMs >= (entry.caller ? MAX_AGE_MS : MAX_AGE_UNKNOWN_MS)) return null;
    if (entry.caller && ageMs >= REFRESH_AGE_MS) this.#read(id, hash).catch(() => undefined); // told at the next read that is needed
    return entry;
  }

  #read(id: string, hash: Buffer): Promise<Entry> {
    const running = this.#reading.get(id);
    if (running) return running;
    const reading = this.#load(id, hash).finally(() => this.#reading.delete(id));
    this.#reading.set(id, reading);
    return reading;
  }

  async #load(id: string, hash: Buffer): Promise<Entry> {
    const readAtMs = this.clock.elapsed();
    const [row] = await this.db.query<KeyRow>(SELECT, [hash], "key-verify");
    const entry: Entry = {
      caller: callerOf(row),
      expiresAtMs: row?.expires_at?.getTime() ?? Infinity,
      readAtMs,
    };
    this.#known.delete(id);
    this.#unknown.delete(id);
    const side = entry.caller ? this.#known : this.#unknown;
    side.set(id, entry);
    // Maps keep the order of insertion: the first is the one read longest ago.
    if (side.size > this.maxEntries) side.delete(side.keys().next().value!);
    if (entry.caller && row?.use_is_old) this.#noteUse(row.id);
    return entry;
  }

  #noteUse(keyId: string): void {
    this.db
      .query(
        "update keys set last_used_at = now() where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 hour')",
        [keyId],
      )
      .catch((error: unknown) => log.warn({ err: error, keyId }, "the last use of a key was not noted"));
  }
}

/** A key without its team, revoked, or under a policy that cannot be read has no caller. */
function callerOf(row: KeyRow | undefined): Caller | null {
  if (!row || row.revoked) return null;
  try {
    return { keyId: row.id, teamId: row.team_id, policy: policyOf(row.team_level, row.key_level) };
  } catch (error) {
    log.error({ err: error, keyId: row.id }, "a key is refused: its stored policy cannot be read");
    return null;
  }
}
