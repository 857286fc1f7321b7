import {
  OFFER_MATCHES,
  OFFER_STATUSES,
  type Catalog,
  type CatalogOffer,
  type CatalogProvider,
  type PriceRow,
} from "../types";
import { checkCount, isDate, type Report } from "./problem";

/** Dearer than any list so far; above it a decimal point slipped. */
const INPUT_LIMIT_NANO = 20e9;
const OUTPUT_LIMIT_NANO = 60e9;

export function checkOffers(catalog: Catalog, report: Report): void {
  for (const offer of catalog.offers) checkOffer(catalog, offer, report);
  for (const price of Object.values(catalog.prices)) checkPrice(catalog, price, report);
  for (const provider of Object.values(catalog.providers)) checkProvider(catalog, provider, report);
  for (const row of catalog.latency) {
    const where = `latency ${row.model}@${row.provider}`;
    if (!catalog.models[row.model]) report("reference", where, "unknown model");
    if (!(row.value > 0)) report("unknown-stays-null", where, `${row.metric} is ${row.value}`);
    if (!catalog.sources[row.source]) report("reference", where, "unknown source");
  }
  const ids = new Set<string>();
  for (const { id } of catalog.offers) {
    if (ids.has(id)) report("form", id, "used by two offers");
    ids.add(id);
  }
}

function checkOffer(catalog: Catalog, offer: CatalogOffer, report: Report): void {
  if (!offer.id.startsWith(`${offer.model}@${offer.provider}`))
    report("form", offer.id, "id is not model@provider");
  if (!catalog.models[offer.model]) report("reference", offer.id, `unknown model ${offer.model}`);
  if (!catalog.providers[offer.provider]) report("reference", offer.id, `unknown provider ${offer.provider}`);
  if (!OFFER_MATCHES.includes(offer.match)) report("exact-build", offer.id, `unknown match ${offer.match}`);
  if (!OFFER_STATUSES.includes(offer.status)) report("form", offer.id, `unknown status ${offer.status}`);
  if (offer.match === "exact" && offer.precision !== null && !isOwnPrecision(catalog, offer)) {
    report("exact-build", offer.id, `a ${offer.precision} build is not exactly ${offer.model}`);
  }
  checkCount(report, offer.id, "contextTokens", offer.contextTokens);
  checkCount(report, offer.id, "maxOutputTokens", offer.maxOutputTokens);
  const price = catalog.prices[offer.price];
  if (price?.offer !== offer.id) report("price", offer.id, `no price row ${offer.price} of its own`);
  else if (price.date === null) report("price", offer.id, "the price in force has no date");
}

/** A precision that the model itself is released in. */
function isOwnPrecision(catalog: Catalog, offer: CatalogOffer): boolean {
  const own = catalog.models[offer.model]?.precision;
  return typeof own === "string" && own.startsWith(offer.precision!);
}

function checkPrice(catalog: Catalog, price: PriceRow, report: Report): void {
  const {
    inputNanoUsdPerMTok: input,
    outputNanoUsdPerMTok: output,
    cachedInputNanoUsdPerMTok: cached,
  } = price;
  if (!Number.isSafeInteger(input) || input < 0 || input > INPUT_LIMIT_NANO)
    report("price", price.id, `input price ${input}`);
  if (!Number.isSafeInteger(output) || output < 0 || output > OUTPUT_LIMIT_NANO)
    report("price", price.id, `output price ${output}`);
  if (cached !== null && (!Number.isSafeInteger(cached) || cached < 0 || cached > input * 1.001)) {
    report("price", price.id, `cached input at ${cached}, input at ${input}`);
  }
  // No list in the facts serves anything for nothing: a zero there is a missing figure.
  if (input === 0 || output === 0) report("unknown-stays-null", price.id, "a price of zero");
  if (price.date !== null && !isDate(price.date)) report("price", price.id, `${price.date} is not a date`);
  if (!catalog.sources[price.source]) report("reference", price.id, `unknown source ${price.source}`);
}

function checkProvider(catalog: Catalog, provider: CatalogProvider, report: Report): void {
  const urls = [provider.baseUrl, provider.docs, ...provider.otherBaseUrls].filter((url) => url !== null);
  for (const url of urls) if (!url.startsWith("https://")) report("form", provider.id, `${url} is not https`);
  for (const name of [...provider.keyVariables, ...provider.extraVariables]) {
    if (!/^[A-Z][A-Z0-9_]+$/.test(name)) report("form", provider.id, `${name} is not a variable's name`);
  }
  for (const source of provider.sources)
    if (!catalog.sources[source]) report("reference", provider.id, `unknown source ${source}`);
  if (provider.baseUrl !== null && provider.sources.length === 0)
    report("reference", provider.id, "no source");
}
