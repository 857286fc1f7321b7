import { offerForModel } from "@/server/catalog/offers";
import { resolveUpstreamModel } from "@/server/catalog/resolve";
import type { Catalog } from "@/server/catalog/types";
import type { Offer, Price } from "@/server/router/types";
import type { EngineModel } from "./local-engines/engine";
import type { FoundEngine } from "./local-engines/probe";
import { createHttpUpstream } from "./openai-chat/http-upstream";
import { customOffer, type RegistryBuilder } from "./registry-builder";

/** Adds the engines that were found on this machine. */
export function addLocalEngines(builder: RegistryBuilder, engines: FoundEngine[], catalog: Catalog): void {
  for (const { engine, origin, models } of engines) {
    if (builder.has(engine.name)) continue;
    const upstream = createHttpUpstream({ name: engine.name, baseUrl: `${origin}/v1`, apiKey: null });
    builder.addUpstream(upstream, `${engine.displayName} at ${origin}`);
    for (const model of models) {
      const { offer, custom } = offerOf(model, engine.name, catalog);
      if (custom) builder.addCustomModel(offer.model);
      builder.addOffer(offer, upstream, model.upstreamModel);
    }
  }
}

function offerOf(model: EngineModel, provider: string, catalog: Catalog): { offer: Offer; custom: boolean } {
  const resolved = model.lookUp
    .map((name) => resolveUpstreamModel(catalog, name))
    .find((found) => found !== null);
  const base = resolved
    ? offerForModel(catalog, { provider, model: resolved.model })
    : customOffer(model.name, provider);
  return {
    custom: !resolved,
    offer: {
      ...base,
      capabilities: { ...base.capabilities, ...model.capabilities },
      contextTokens: model.contextTokens,
      price: freeOfCharge(provider),
      latency: null,
      // Measured were the published weights, not a quantised build of them.
      evidenceApplies: resolved !== undefined && resolved.exact && model.asReleased,
    },
  };
}

/** Known, not unknown: the machine is already there. */
const freeOfCharge = (provider: string): Price => ({
  id: `local/${provider}`,
  inputNanoUsdPerMTok: 0,
  outputNanoUsdPerMTok: 0,
  cachedInputNanoUsdPerMTok: 0,
});
