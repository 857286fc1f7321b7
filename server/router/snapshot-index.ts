import type { ModelFacts, Offer, Snapshot } from "./types";

export interface IndexedOffer {
  offer: Offer;
  model: ModelFacts;
  /** The same small number for all offers of a model: the key of per-decision memos. */
  modelIndex: number;
}

export interface SnapshotIndex {
  offers: IndexedOffer[];
}

const indexes = new WeakMap<Snapshot, SnapshotIndex>();

/** An offer whose model the snapshot does not describe is served as a model about which nothing is known. */
const undescribed = (id: string): ModelFacts => ({
  id,
  displayName: id,
  inCatalog: false,
  thinks: "never",
  outputFactor: {},
  abilities: {},
});

function buildIndex(snapshot: Snapshot): SnapshotIndex {
  const positions = new Map<string, number>();
  const models: ModelFacts[] = [];
  const offers = snapshot.offers.map((offer) => {
    let modelIndex = positions.get(offer.model);
    if (modelIndex === undefined) {
      modelIndex = models.length;
      positions.set(offer.model, modelIndex);
      models.push(snapshot.models[offer.model] ?? undescribed(offer.model));
    }
    return { offer, model: models[modelIndex]!, modelIndex };
  });
  return { offers };
}

/**
 * The offers joined with their models, built once per snapshot object. A memo only: snapshots are immutable (their id
 * is a content hash), so the answer is the same with and without it.
 */
export function indexOf(snapshot: Snapshot): SnapshotIndex {
  let index = indexes.get(snapshot);
  if (index === undefined) {
    index = buildIndex(snapshot);
    indexes.set(snapshot, index);
  }
  return index;
}
