import { loadCatalog } from "@/server/catalog/catalog";
import { catalogOffersOf, offerForModel } from "@/server/catalog/offers";
import { referenceProfile } from "@/server/catalog/reference-profile";
import { buildSnapshot } from "@/server/catalog/snapshot";
import type { Policy, PolicyLevel, RequestOptions, Snapshot } from "@/server/router/types";

/** One offer of every catalog model at its reference price and speed, as the sandbox states them. */
export function referenceSnapshot(): Snapshot {
  const catalog = loadCatalog();
  const offers = Object.keys(catalog.models).map((model) =>
    offerForModel(catalog, { provider: "reference", model, ...referenceProfile(catalog, model) }),
  );
  return buildSnapshot(catalog, offers, []);
}

/** Every priced offer of every provider in the catalog. */
export function catalogSnapshot(): Snapshot {
  const catalog = loadCatalog();
  const offers = Object.keys(catalog.providers).flatMap((provider) =>
    catalogOffersOf(catalog, provider).map((listed) => listed.offer),
  );
  return buildSnapshot(catalog, offers, []);
}

const openLevel: PolicyLevel = {
  objective: null,
  weights: null,
  constraints: { maxCostNanoUsd: null, maxLatencyMs: null, minQuality: null },
  unknownQuality: null,
  allowModels: null,
  excludeModels: [],
  allowProviders: null,
  fallback: null,
  pin: null,
  locked: false,
  taskPins: {},
};

/** A policy that restricts nothing. */
export const openPolicy: Policy = { version: "default", team: openLevel, key: openLevel };

/** A request that asks for `auto` with one objective and nothing else. */
export const openOptions = (objective: RequestOptions["objective"]): RequestOptions => ({
  requestedModel: objective === null ? "auto" : `auto:${objective}`,
  pin: null,
  objective,
  constraints: openLevel.constraints,
  allowModels: null,
  excludeModels: [],
  allowProviders: null,
  unknownQuality: null,
  fallback: null,
});
