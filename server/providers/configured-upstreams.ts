import { catalogOffersOf, offerForModel } from "@/server/catalog/offers";
import type { Catalog } from "@/server/catalog/types";
import { RouterError } from "@/server/platform/errors";
import type { UpstreamModelSetting, UpstreamSetting } from "@/server/platform/settings";
import type { Offer, Price } from "@/server/router/types";
import { nearest } from "./nearest";
import { createHttpUpstream } from "./openai-chat/http-upstream";
import { customOffer, type RegistryBuilder } from "./registry-builder";

const NANO_PER_USD = 1e9;

/** Adds the upstreams that the operator wrote into FAIRLEAD_UPSTREAMS. */
export function addConfiguredUpstreams(
  builder: RegistryBuilder,
  entries: UpstreamSetting[],
  catalog: Catalog,
): void {
  checkEntries(entries, catalog);
  for (const entry of entries) {
    const upstream = createHttpUpstream(entry);
    builder.addUpstream(upstream, "FAIRLEAD_UPSTREAMS");
    for (const [upstreamModel, stated] of Object.entries(entry.models)) {
      // Neither chat nor completions: no request of today's endpoints can be routed to it.
      if (stated.capabilities.embeddings) continue;
      const catalogId = catalogIdOf(upstreamModel, stated, catalog);
      if (catalogId === null) builder.addCustomModel(upstreamModel);
      const base =
        catalogId === null
          ? customOffer(upstreamModel, entry.name)
          : mappedOffer(entry.name, upstreamModel, catalogId, catalog);
      builder.addOffer(applyStated(base, upstreamModel, stated, entry.priority), upstream, upstreamModel);
    }
  }
}

/** What the operator mapped it to; an unmapped model whose id is a catalog id, letter for letter, is that model. */
function catalogIdOf(
  upstreamModel: string,
  { catalogId }: UpstreamModelSetting,
  catalog: Catalog,
): string | null {
  return catalogId ?? (Object.hasOwn(catalog.models, upstreamModel) ? upstreamModel : null);
}

/**
 * The operator says that this is the model, so its evidence counts. Price and pace are another matter: only an entry
 * that is named like a catalog provider which lists the model is taken to have that provider's.
 */
function mappedOffer(provider: string, upstreamModel: string, catalogId: string, catalog: Catalog): Offer {
  const offer = offerForModel(catalog, { provider, model: catalogId });
  const listed = catalogOffersOf(catalog, provider).filter(({ offer: { model } }) => model === catalogId);
  const same = listed.find((one) => one.upstreamModel === upstreamModel) ?? listed[0];
  return {
    ...offer,
    evidenceApplies: true,
    price: same?.offer.price ?? null,
    latency: same?.offer.latency ?? null,
  };
}

function applyStated(
  offer: Offer,
  upstreamModel: string,
  stated: UpstreamModelSetting,
  priority: number,
): Offer {
  const { embeddings: _, ...capabilities } = stated.capabilities;
  return {
    ...offer,
    capabilities: { ...offer.capabilities, ...capabilities },
    contextTokens: stated.context ?? offer.contextTokens,
    price: statedPrice(offer.provider, upstreamModel, stated) ?? offer.price,
    priority,
  };
}

/** The price is part of its id, so that a record keeps naming the one it was settled with after a change. */
function statedPrice(provider: string, upstreamModel: string, stated: UpstreamModelSetting): Price | null {
  const { priceInUsdPerMTok: input, priceOutUsdPerMTok: output } = stated;
  if (input === null || output === null) return null;
  return {
    id: `stated/${provider}/${upstreamModel}/${input}-${output}`,
    inputNanoUsdPerMTok: Math.round(input * NANO_PER_USD),
    outputNanoUsdPerMTok: Math.round(output * NANO_PER_USD),
    cachedInputNanoUsdPerMTok: null,
  };
}

function checkEntries(entries: UpstreamSetting[], catalog: Catalog): void {
  const problems: string[] = [];
  const ids = Object.keys(catalog.models);
  entries.forEach(({ name, apiKey, models }, index) => {
    const at = `FAIRLEAD_UPSTREAMS[${index}]`;
    if (name === "sandbox")
      problems.push(`${at}.name "sandbox" is taken by the built-in one: choose another.`);
    if (apiKey !== null && !/^[\x21-\x7e]+$/.test(apiKey))
      problems.push(`${at}: the key has spaces, line breaks or other signs that no header can carry.`);
    for (const [upstreamModel, stated] of Object.entries(models)) {
      if (/^auto(:|$)/.test(upstreamModel))
        problems.push(
          `${at}.models: ${JSON.stringify(upstreamModel)} is what callers say to let Fairlead choose.`,
        );
      const where = `${at}.models[${JSON.stringify(upstreamModel)}]`;
      const { catalogId, priceInUsdPerMTok, priceOutUsdPerMTok } = stated;
      if (catalogId !== null && !Object.hasOwn(catalog.models, catalogId)) {
        problems.push(
          `${where}.catalogId ${JSON.stringify(catalogId)} is not in the catalog; the nearest is ` +
            `${JSON.stringify(nearest(catalogId, ids))}. Leave it out to make a custom model.`,
        );
      }
      if ((priceInUsdPerMTok === null) !== (priceOutUsdPerMTok === null)) {
        const missing = priceInUsdPerMTok === null ? "priceIn" : "priceOut";
        problems.push(`${where}.${missing} is missing: a price is known only when both are stated.`);
      }
    }
  });
  if (problems.length > 0) throw new RouterError("invalid-request", problems.join("\n"));
}
