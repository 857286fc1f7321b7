import { CHOSEN_CONSTANTS, derivedConstants } from "./constants";
import type {
  Board,
  Catalog,
  CatalogModel,
  CatalogOffer,
  CatalogProvider,
  EvidenceRow,
  LatencyRow,
  PriceRow,
  Source,
  StoredAbility,
} from "./types";

/** The rows of each file in `data/`, by the file's name. */
export interface CatalogFiles {
  models: CatalogModel[];
  evidence: EvidenceRow[];
  offers: CatalogOffer[];
  prices: PriceRow[];
  providers: CatalogProvider[];
  latency: LatencyRow[];
  sources: Source[];
  boards: Board[];
  abilities: StoredAbility[];
}

/** Files → the catalog in memory, with rows by id and the router's constants. */
export function assembleCatalog(files: CatalogFiles): Catalog {
  const prices = byId(files.prices);
  return {
    models: byId(files.models),
    evidence: byId(files.evidence),
    offers: files.offers,
    prices,
    providers: byId(files.providers),
    latency: files.latency,
    sources: byId(files.sources),
    boards: byId(files.boards),
    abilities: files.abilities,
    constants: { ...CHOSEN_CONSTANTS, ...derivedConstants(files.offers, prices) },
  };
}

/** Rows by their id; a repeated id is an error, since one row would hide the other. */
export function byId<T extends { id: string }>(rows: T[]): Record<string, T> {
  const found: Record<string, T> = {};
  for (const row of rows) {
    if (Object.hasOwn(found, row.id)) throw new Error(`the id ${row.id} is used twice`);
    found[row.id] = row;
  }
  return found;
}
