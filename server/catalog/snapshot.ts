import { createHash } from "node:crypto";
import type { ModelFacts, Offer, Snapshot } from "@/server/router/types";
import { modelFactsOf } from "./model-facts";
import type { Catalog } from "./types";

/**
 * Everything the router decides from besides the request, the policy and live health: all catalog models, the custom
 * models given, and the offers that this installation can reach. The id is the hash of the content, so two
 * installations with the same catalog and offers have the same snapshot.
 */
export function buildSnapshot(catalog: Catalog, offers: Offer[], customModels: ModelFacts[]): Snapshot {
  const models = modelFactsOf(catalog);
  // A name that an operator gave to a model of their own never hides a catalog model.
  for (const model of customModels) if (!models[model.id]) models[model.id] = model;
  const content = {
    models,
    offers: offers.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    constants: catalog.constants,
  };
  return { id: snapshotId(content), ...content };
}

/** `snap_` and the first 32 hexadecimal digits of the SHA-256 of the canonical content. */
export function snapshotId(content: Omit<Snapshot, "id">): string {
  const { models, offers, constants } = content;
  const hash = createHash("sha256").update(canonicalJson({ models, offers, constants }));
  return `snap_${hash.digest("hex").slice(0, 32)}`;
}

/** JSON with the keys of every object in code-unit order and absent for `undefined`: equal contents, equal bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${fields.join(",")}}`;
}
