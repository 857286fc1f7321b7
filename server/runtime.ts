import { databaseOf, type Database } from "@/db/client";
import { seedTeam } from "@/db/seed";
import { installBootstrapKey } from "@/server/auth/api-key";
import { KeyCache } from "@/server/auth/key-cache";
import { createRecorder, nullRecorder, type Recorder } from "@/server/audit/recorder";
import { loadCatalog } from "@/server/catalog/catalog";
import { buildSnapshot } from "@/server/catalog/snapshot";
import type { Catalog } from "@/server/catalog/types";
import { getClassifier } from "@/server/decide/classifier";
import { DEFAULT_BUDGETS, type Budgets } from "@/server/gateway/limits";
import { systemClock, type Clock } from "@/server/platform/clock";
import { log } from "@/server/platform/log";
import { forgetPerProcess, perProcess } from "@/server/platform/process";
import { loadSettings, type Settings } from "@/server/platform/settings";
import { secretOf } from "@/server/platform/settings/secret";
import { discoverUpstreams, type Registry } from "@/server/providers/registry";
import type { Classifier } from "@/server/router/classify/classifier";
import type { Offer, Snapshot } from "@/server/router/types";

/** Everything a request needs that outlives it. One per process, shared by both doors and the console. */
export interface Runtime {
  settings: Settings;
  /** Signs sessions and encrypts credentials. */
  secret: string;
  db: Database;
  recorder: Recorder;
  keys: Pick<KeyCache, "verify" | "clear">;
  registry: Registry;
  catalog: Catalog;
  snapshot: Snapshot;
  /** The snapshot's offers by id. */
  offers: Map<string, Offer>;
  /** Whether the snapshot knows a model of exactly this id. */
  isModel: (id: string) => boolean;
  classifier: Classifier | null;
  clock: Clock;
  budgets: Budgets;
  /** Keeps work that outlives its answer (the record of a client that left) in sight until it is done. */
  track(work: Promise<unknown>): void;
  /** Resolves when the work tracked up to now is done; does not wait for what other requests begin meanwhile. */
  settled(): Promise<void>;
  /** Resolves when all tracked work is done and every record is durable: once no more requests are taken. */
  drain(): Promise<void>;
  /** Drains, then closes connections and the database. */
  close(): Promise<void>;
}

/** The parts that differ between an installation and a test. */
export type RuntimeParts = Pick<
  Runtime,
  "settings" | "secret" | "db" | "recorder" | "keys" | "registry" | "catalog" | "classifier"
> &
  Partial<Pick<Runtime, "clock" | "budgets">>;

/** A runtime over parts that are already open. */
export function assembleRuntime(parts: RuntimeParts): Runtime {
  const { registry, catalog, recorder, db } = parts;
  const snapshot = buildSnapshot(catalog, registry.offers, registry.customModels);
  const pending = new Set<Promise<unknown>>();
  const drain = async (): Promise<void> => {
    while (pending.size > 0) await Promise.allSettled(pending);
    await recorder.drain();
  };
  return {
    clock: systemClock,
    budgets: DEFAULT_BUDGETS,
    ...parts,
    snapshot,
    offers: new Map(snapshot.offers.map((offer) => [offer.id, offer])),
    isModel: (id) => Object.hasOwn(snapshot.models, id),
    track(work) {
      const watched = work
        .catch((cause: unknown) => log.error({ err: cause }, "work behind an answer failed"))
        .finally(() => pending.delete(watched));
      pending.add(watched);
    },
    settled: async () => void (await Promise.allSettled(pending)),
    drain,
    async close() {
      await drain();
      registry.close();
      await db.close();
    },
  };
}

/** Opens database, records, upstreams and classifier as the settings say; installs the team and the operator's key. */
export async function createRuntime(settings: Settings): Promise<Runtime> {
  log.level = settings.logLevel;
  log.level = settings.logLevel;
  const secret = secretOf(settings);
  const catalog = loadCatalog();
  const [db, registry, classifier] = await Promise.all([
    databaseOf(settings),
    discoverUpstreams(settings, catalog),
    getClassifier(),
  ]);
  await seedTeam(db);
  if (settings.bootstrapKey !== null) await installBootstrapKey(db, settings.bootstrapKey);
  const recorder = settings.recordStore === "none" ? nullRecorder : createRecorder(db);
  return assembleRuntime({
    settings,
    secret,
    db,
    recorder,
    keys: new KeyCache(db),
    registry,
    catalog,
    classifier,
  });
}

/**
 * The process's runtime, made on first use from these settings, else from the environment; a failed start is
 * forgotten, so it can be retried.
 */
export function getRuntime(settings?: Settings): Promise<Runtime> {
  return perProcess("runtime", () =>
    createRuntime(settings ?? loadSettings(process.env)).catch((error: unknown) => {
      forgetPerProcess("runtime");
      throw error;
    }),
  );
}
