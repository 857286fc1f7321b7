import type { Catalog } from "@/server/catalog/types";
import type { Settings } from "@/server/platform/settings";
import type { ModelFacts, Offer } from "@/server/router/types";
import { addConfiguredUpstreams } from "./configured-upstreams";
import { addKeyedProviders } from "./keyed-providers";
import { addLocalEngines } from "./local-engine-offers";
import { findLocalEngines, type FoundEngine } from "./local-engines/probe";
import { RegistryBuilder } from "./registry-builder";
import { addSandbox } from "./sandbox-offers";
import type { Upstream } from "./upstream";

/** Every upstream of this installation, and what each of them offers. */
export interface Registry {
  offers: Offer[];
  /** Models that are not in the catalog, by whatever upstream serves them. */
  customModels: ModelFacts[];
  /** Where an offer is served, and the model's id there; null when the offer is not of this registry. */
  target(offerId: string): { upstream: Upstream; upstreamModel: string } | null;
  /** One line for each upstream, in the order they were found: for the start banner. */
  describe(): RegisteredUpstream[];
  /** Closes all connections, also those in use. */
  close(): void;
}

export interface RegisteredUpstream {
  name: string;
  simulated: boolean;
  offers: number;
  /** What brought it in: a variable's name, an address, or "built in". */
  source: string;
}

export type RegistrySettings = Pick<
  Settings,
  "sandbox" | "sandboxDelay" | "upstreams" | "localEngines" | "env"
>;

/**
 * Finds the upstreams: those of FAIRLEAD_UPSTREAMS, providers whose conventional key variable is set, local engines
 * on their usual ports, and the sandbox when none of these offers anything (or when it is asked for). An entry of
 * FAIRLEAD_UPSTREAMS replaces the provider or engine of the same name.
 *
 * @param probe Finds local engines; a test states its own.
 * @throws RouterError `invalid-request`, one line per entry that names an unknown catalog model or half a price.
 */
export async function discoverUpstreams(
  settings: RegistrySettings,
  catalog: Catalog,
  probe: () => Promise<FoundEngine[]> = findLocalEngines,
): Promise<Registry> {
  const builder = new RegistryBuilder();
  addConfiguredUpstreams(builder, settings.upstreams, catalog);
  addKeyedProviders(builder, settings.env, catalog);
  if (settings.localEngines) addLocalEngines(builder, await probe(), catalog);
  const wanted = settings.sandbox === "on" || (settings.sandbox === "auto" && builder.offers.length === 0);
  if (wanted) addSandbox(builder, settings.sandboxDelay, catalog);
  return builder.finish();
}
