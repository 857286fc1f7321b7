import type { ModelFacts, Offer } from "@/server/router/types";
import type { Registry, RegisteredUpstream } from "./registry";
import type { Upstream } from "./upstream";

/** Collects upstreams and their offers; every source of upstreams writes into it. */
export class RegistryBuilder {
  readonly offers: Offer[] = [];
  private readonly customModels = new Map<string, ModelFacts>();
  private readonly targets = new Map<string, { upstream: Upstream; upstreamModel: string }>();
  private readonly upstreams = new Map<string, RegisteredUpstream>();
  private readonly closers: (() => void)[] = [];

  has(name: string): boolean {
    return this.upstreams.has(name);
  }

  /** Names are unique: callers ask `has` first. */
  addUpstream(upstream: Upstream & { close?(): void }, source: string): void {
    const { name, simulated } = upstream;
    this.upstreams.set(name, { name, simulated, offers: 0, source });
    if (upstream.close) this.closers.push(() => upstream.close!());
  }

  /** A second offer of the same model at the same upstream is told apart by its id there, as `…@name#id`. */
  addOffer(offer: Offer, upstream: Upstream, upstreamModel: string): void {
    const id = this.targets.has(offer.id) ? `${offer.id}#${upstreamModel}` : offer.id;
    this.offers.push({ ...offer, id });
    this.targets.set(id, { upstream, upstreamModel });
    this.upstreams.get(upstream.name)!.offers++;
  }

  /** A model that the catalog does not know: it can be pinned, and its quality is unknown. */
  addCustomModel(id: string): void {
    if (this.customModels.has(id)) return;
    this.customModels.set(id, {
      id,
      displayName: id,
      inCatalog: false,
      thinks: "never",
      outputFactor: {},
      abilities: {},
    });
  }

  finish(): Registry {
    const { offers, targets, upstreams, closers } = this;
    return {
      offers,
      customModels: [...this.customModels.values()],
      target: (offerId) => targets.get(offerId) ?? null,
      describe: () => [...upstreams.values()],
      close: () => {
        for (const close of closers) close();
      },
    };
  }
}

/** An offer of a custom model: nothing is known but what its upstream or its operator states. */
export function customOffer(model: string, provider: string): Offer {
  return {
    id: `${model}@${provider}`,
    model,
    provider,
    capabilities: { tools: null, structuredOutput: null, vision: null, audio: null, file: null },
    contextTokens: null,
    maxOutputTokens: null,
    price: null,
    latency: null,
    evidenceApplies: false,
    simulated: false,
    priority: 0,
  };
}
