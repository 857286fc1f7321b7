import { assembleCatalog } from "./assemble";
import abilities from "./data/abilities.json";
import boards from "./data/boards.json";
import evidence from "./data/evidence.json";
import latency from "./data/latency.json";
import models from "./data/models.json";
import offers from "./data/offers.json";
import prices from "./data/prices.json";
import providers from "./data/providers.json";
import sources from "./data/sources.json";
import type { CatalogFiles } from "./assemble";
import type { Catalog } from "./types";

let loaded: Catalog | null = null;

/** The catalog as committed, assembled once per bundle. Treat it as frozen: everybody shares it. */
export function loadCatalog(): Catalog {
  // The files are written by the build and checked there and in `data.test.ts`, so their form is taken as given.
  const files = {
    models,
    evidence,
    offers,
    prices,
    providers,
    latency,
    sources,
    boards,
    abilities,
  } as unknown as CatalogFiles;
  return (loaded ??= assembleCatalog(files));
}
