import { catalogOffersOf } from "@/server/catalog/offers";
import type { Catalog } from "@/server/catalog/types";
import type { Environment } from "@/server/platform/settings";
import { createHttpUpstream } from "./openai-chat/http-upstream";
import type { RegistryBuilder } from "./registry-builder";

/**
 * Variables that hold an account's token for more than inference (model downloads, servers, experiment logs …). One that happens to
 * be set does not say that prompts may go there: such a provider is named in FAIRLEAD_UPSTREAMS.
 */
export const ACCOUNT_TOKENS = new Set([
  "HF_TOKEN",
  "DIGITALOCEAN_ACCESS_TOKEN",
  "SCW_SECRET_KEY",
  "VULTR_API_KEY",
  "OVHCLOUD_API_KEY",
  "WANDB_API_KEY",
  "HELICONE_API_KEY",
]);

/**
 * Adds each provider of the catalog whose key is in the environment, with the catalog's offers. Providers that need
 * more than a key (an account id in the URL) are left to FAIRLEAD_UPSTREAMS.
 */
export function addKeyedProviders(builder: RegistryBuilder, env: Environment, catalog: Catalog): void {
  for (const { id, baseUrl, keyVariables, extraVariables } of Object.values(catalog.providers)) {
    const variable = keyVariables.find((name) => env[name]?.trim() && !ACCOUNT_TOKENS.has(name));
    if (!variable || baseUrl === null || extraVariables.length > 0 || builder.has(id)) continue;
    const upstream = createHttpUpstream({ name: id, baseUrl, apiKey: env[variable]!.trim() });
    builder.addUpstream(upstream, variable);
    for (const { offer, upstreamModel } of catalogOffersOf(catalog, id)) {
      builder.addOffer(offer, upstream, upstreamModel);
    }
  }
}
