import { RouterError } from "@/server/platform/errors";
import { CAPABILITIES, OBJECTIVES, type Capability, type Offer } from "@/server/router/types";
import type { Runtime } from "@/server/runtime";
import { authenticate } from "./authenticate";
import type { Call } from "./call";
import type { Answer } from "./exchange";
import { jsonAnswer } from "./json-answer";

/** `auto` and its objectives have no release date and no price: they are choices, not models. */
const AUTO_IDS = ["auto", ...OBJECTIVES.map((objective) => `auto:${objective}`)];
const NANO = 1e9;

/** One entry of `GET /v1/models`: OpenAI's four members and the facts we have. Unknown is null. */
interface ModelEntry {
  id: string;
  object: "model";
  created: number;
  owned_by: string;
  [fact: string]: unknown;
}

/** `GET /v1/models`: every model that this installation can reach, and `auto`. */
export async function listModels(call: Call): Promise<Answer> {
  await authenticate(call);
  return jsonAnswer(call, { object: "list", data: modelEntries(call.runtime) });
}

/** `GET /v1/models/{id}`; `id` as it stands in the path, with its slash. */
export async function retrieveModel(call: Call, id: string): Promise<Answer> {
  await authenticate(call);
  const entry = modelEntries(call.runtime).find((each) => each.id === id);
  if (!entry) {
    throw new RouterError(
      "model-unknown",
      `No model "${id}" can be reached here; GET /v1/models lists them.`,
      {
        param: "model",
      },
    );
  }
  return jsonAnswer(call, entry);
}

/** All entries, made once per snapshot: a running process has one. */
function modelEntries(runtime: Runtime): ModelEntry[] {
  const known = entriesOf.get(runtime.snapshot);
  if (known) return known;
  const offers = new Map<string, Offer[]>();
  for (const offer of runtime.snapshot.offers)
    offers.set(offer.model, [...(offers.get(offer.model) ?? []), offer]);
  const entries = [
    ...AUTO_IDS.map(autoEntry),
    ...[...offers]
      .map(([id, served]) => modelEntry(runtime, id, served))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  ];
  entriesOf.set(runtime.snapshot, entries);
  return entries;
}

const entriesOf = new WeakMap<object, ModelEntry[]>();

const autoEntry = (id: string): ModelEntry => ({
  id,
  object: "model",
  created: 0,
  owned_by: "fairlead",
  displayName: id === "auto" ? "Automatic choice" : `Automatic choice: ${id.slice(5)}`,
});

function modelEntry(runtime: Runtime, id: string, offers: Offer[]): ModelEntry {
  const facts = runtime.snapshot.models[id];
  const released = runtime.catalog.models[id]?.released ?? null;
  const slash = id.indexOf("/");
  return {
    id,
    object: "model",
    created: released === null ? 0 : Math.floor(Date.parse(released) / 1000) || 0,
    owned_by: slash > 0 ? id.slice(0, slash) : offers[0]!.provider,
    displayName: facts?.displayName ?? id,
    inCatalog: facts?.inCatalog ?? false,
    contextTokens: largest(offers.map((offer) => offer.contextTokens)),
    capabilities: capabilitiesOf(offers),
    simulated: offers.every((offer) => offer.simulated),
    offers: offers.map(offerEntry),
  };
}

const largest = (values: (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
};

/** True when an offer says so, false when all say no, else unknown. */
function capabilitiesOf(offers: Offer[]): Record<Capability, boolean | null> {
  const of = (capability: Capability): boolean | null => {
    const said = offers.map((offer) => offer.capabilities[capability]);
    return said.includes(true) ? true : said.every((value) => value === false) ? false : null;
  };
  return Object.fromEntries(CAPABILITIES.map((each) => [each, of(each)])) as Record<
    Capability,
    boolean | null
  >;
}

function offerEntry(offer: Offer): Record<string, unknown> {
  const { price } = offer;
  return {
    id: offer.id,
    provider: offer.provider,
    contextTokens: offer.contextTokens,
    maxOutputTokens: offer.maxOutputTokens,
    capabilities: offer.capabilities,
    price: price && {
      id: price.id,
      inputUsdPerMTok: price.inputNanoUsdPerMTok / NANO,
      outputUsdPerMTok: price.outputNanoUsdPerMTok / NANO,
      cachedInputUsdPerMTok:
        price.cachedInputNanoUsdPerMTok === null ? null : price.cachedInputNanoUsdPerMTok / NANO,
    },
    simulated: offer.simulated,
  };
}
