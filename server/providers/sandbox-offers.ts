import { offerForModel } from "@/server/catalog/offers";
import { referenceProfile } from "@/server/catalog/reference-profile";
import type { Catalog } from "@/server/catalog/types";
import type { RegistryBuilder } from "./registry-builder";
import { createSandbox, type SandboxModel } from "./sandbox/sandbox-upstream";

/** Adds the sandbox, with one offer for each model of the catalog at the price and pace that the catalog states. */
export function addSandbox(builder: RegistryBuilder, delayFactor: number, catalog: Catalog): void {
  const models = new Map<string, SandboxModel>();
  const upstream = createSandbox({ models, delayFactor });
  builder.addUpstream(upstream, "built in");
  for (const { id, name } of Object.values(catalog.models)) {
    const { price, latency } = referenceProfile(catalog, id);
    models.set(id, { displayName: name, latency });
    const offer = offerForModel(catalog, { provider: upstream.name, model: id });
    builder.addOffer({ ...offer, price, latency, evidenceApplies: true, simulated: true }, upstream, id);
  }
}
