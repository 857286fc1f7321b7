import type { Capability, Latency, Offer, Price } from "@/server/router/types";
import type { Catalog, CatalogModel, CatalogOffer } from "./types";

export interface ListedOffer {
  offer: Offer;
  /** The provider's own name for the model. */
  upstreamModel: string;
  /** `unconfirmed`: one list names it, and that list keeps retired models; ask the provider's roster before use. */
  status: CatalogOffer["status"];
}

/** What an operator or an upstream may state about an offer; it overrides the model's own facts. */
export interface OfferOverrides {
  provider: string;
  /** A catalog id. */
  model: string;
  /** Suffix of the id for a further build of the same model at the same provider. */
  build?: string;
  capabilities?: Partial<Record<Capability, boolean | null>>;
  contextTokens?: number | null;
  maxOutputTokens?: number | null;
  price?: Price | null;
  latency?: Latency | null;
  /** False when the build is not the evaluated checkpoint; true unless stated. */
  evidenceApplies?: boolean;
  simulated?: boolean;
  priority?: number;
}

/**
 * Offers that the catalog lists for a provider, with the name that the provider knows the model by. Retired offers
 * are left out. Quality is evidenced only where the listing is the evaluated checkpoint: not for a Turbo, FP8 or
 * other build, and not for a moving alias. What matters is what the listing says: a listing that states no precision is
 * taken for the checkpoint that it names.
 */
export function catalogOffersOf(catalog: Catalog, providerId: string): ListedOffer[] {
  return catalog.offers
    .filter((row) => row.provider === providerId && row.status !== "retired")
    .map((row) => ({ offer: offerOf(catalog, row), upstreamModel: row.upstreamModel, status: row.status }));
}

/** An offer of a catalog model by any provider: the model's facts, then whatever is stated. */
export function offerForModel(catalog: Catalog, overrides: OfferOverrides): Offer {
  const model = catalog.models[overrides.model];
  if (!model) throw new Error(`${overrides.model} is not a catalog model`);
  const suffix = overrides.build ? `#${overrides.build}` : "";
  return {
    id: `${model.id}@${overrides.provider}${suffix}`,
    model: model.id,
    provider: overrides.provider,
    capabilities: { ...modelCapabilities(model), ...stated(overrides.capabilities ?? {}) },
    contextTokens: overrides.contextTokens ?? model.contextTokens,
    maxOutputTokens: overrides.maxOutputTokens ?? model.maxOutputTokens,
    price: overrides.price ?? null,
    latency: overrides.latency ?? null,
    evidenceApplies: overrides.evidenceApplies ?? true,
    simulated: overrides.simulated ?? false,
    priority: overrides.priority ?? 0,
  };
}

function offerOf(catalog: Catalog, row: CatalogOffer): Offer {
  const hash = row.id.indexOf("#");
  return offerForModel(catalog, {
    provider: row.provider,
    model: row.model,
    ...(hash < 0 ? {} : { build: row.id.slice(hash + 1) }),
    capabilities: { tools: row.tools, structuredOutput: row.structuredOutput },
    contextTokens: row.contextTokens,
    maxOutputTokens: row.maxOutputTokens,
    price: priceOf(catalog, row),
    latency: measuredLatency(catalog, row.provider, row.model),
    evidenceApplies: row.match === "exact",
  });
}

/** The price in force of a listed offer. */
export function priceOf(catalog: Catalog, row: CatalogOffer): Price {
  const { id, inputNanoUsdPerMTok, outputNanoUsdPerMTok, cachedInputNanoUsdPerMTok } =
    catalog.prices[row.price]!;
  return { id, inputNanoUsdPerMTok, outputNanoUsdPerMTok, cachedInputNanoUsdPerMTok };
}

/** What the weights can take, as far as it is known. File input is stated for no model, which is not a "no". */
function modelCapabilities(model: CatalogModel): Record<Capability, boolean | null> {
  return {
    tools: model.tools,
    structuredOutput: model.structuredOutput,
    vision: model.vision,
    audio: model.input.includes("audio"),
    file: model.input.includes("pdf") ? true : null,
  };
}

/** An offer that is silent about a capability says nothing against its model. */
function stated(
  capabilities: Partial<Record<Capability, boolean | null>>,
): Partial<Record<Capability, boolean>> {
  return Object.fromEntries(Object.entries(capabilities).filter(([, value]) => typeof value === "boolean"));
}

/**
 * Both halves of a latency from third-party measurements of this offer, newest first, or null when either is
 * missing. Advertised speeds are claims, and end-to-end columns hold queueing: neither is a latency. The first answer
 * token of a thinking model comes after its thinking, so this errs on the slow side.
 */
function measuredLatency(catalog: Catalog, provider: string, model: string): Latency | null {
  const newest = (metric: string): number | null => {
    const rows = catalog.latency.filter(
      (row) =>
        row.provider === provider &&
        row.model === model &&
        row.metric === metric &&
        row.measuredBy === "third_party",
    );
    return rows.toSorted((a, b) => ((a.date ?? "") > (b.date ?? "") ? -1 : 1))[0]?.value ?? null;
  };
  const seconds = newest("time to first answer token") ?? newest("time to first token");
  const tokensPerSecond = newest("output speed");
  if (seconds === null || tokensPerSecond === null) return null;
  return { firstTokenMs: Math.round(seconds * 1000), tokensPerSecond, source: "catalog" };
}
