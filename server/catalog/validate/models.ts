import { DERIVATIONS, type Catalog, type CatalogModel } from "../types";
import { checkCount, isDate, type Report } from "./problem";

const MODALITIES = new Set(["text", "image", "audio", "video", "pdf"]);

export function checkModels(catalog: Catalog, report: Report): void {
  for (const model of Object.values(catalog.models)) {
    checkForm(model, report);
    checkSizes(model, report);
    for (const [field, source] of Object.entries(model.sources)) {
      if (!catalog.sources[source])
        report("reference", model.id, `${field} refers to the unknown source ${source}`);
    }
  }
}

function checkForm(model: CatalogModel, report: Report): void {
  const where = model.id;
  if (!/^[\w.-]+\/[\w.-]+$/.test(model.id)) report("form", where, "id is not organisation/name");
  if (model.name === "" || model.organisation === "") report("form", where, "name or organisation is empty");
  for (const date of [model.released, model.knowledgeCutoff]) {
    if (date !== null && !isDate(date)) report("form", where, `${date} is not a date`);
  }
  if ([...model.input, ...model.output].some((kind) => !MODALITIES.has(kind)))
    report("form", where, "unknown modality");
  if (model.vision === true && !model.input.includes("image"))
    report("form", where, "vision without image input");
  if (!DERIVATIONS.includes(model.derivation))
    report("form", where, `unknown derivation ${model.derivation}`);
  if ((model.derivation === "none") !== (model.derivedFrom === null)) {
    report("nothing-inherited", where, "derivation and derivedFrom disagree");
  }
  if (model.derivation !== "none" && model.parents.length === 0) {
    report("nothing-inherited", where, "a derived model without parents");
  }
  if (model.reasoning === false && model.thinks !== "never")
    report("mode", where, "thinks without being able to");
  if (model.reasoning === true && model.thinks === "never")
    report("mode", where, "can think but is never served so");
  if (Object.keys(model.sources).length === 0) report("reference", where, "no source");
  if (model.licence.name !== null && !model.sources.licence)
    report("reference", where, "licence without a source");
}

function checkSizes(model: CatalogModel, report: Report): void {
  const { totalParametersB: total, activeParametersB: active, contextTokens, maxOutputTokens } = model;
  checkCount(report, model.id, "totalParametersB", total);
  checkCount(report, model.id, "activeParametersB", active);
  checkCount(report, model.id, "contextTokens", contextTokens);
  checkCount(report, model.id, "maxOutputTokens", maxOutputTokens);
  if (active !== null && (total === null || active > total))
    report("sizes", model.id, "more active than total parameters");
  const effectiveOnly = active !== null && total !== null && active < total;
  if (model.architecture === "dense" && active !== null && effectiveOnly && !EFFECTIVE_SIZE.has(model.id)) {
    report("sizes", model.id, "a dense model has all its parameters active");
  }
  if (contextTokens !== null && maxOutputTokens !== null && maxOutputTokens > contextTokens) {
    report("sizes", model.id, "more output than context");
  }
}

/** Dense models whose maker states an effective size beside the stored one. */
const EFFECTIVE_SIZE = new Set(["google/gemma-4-E4B-it"]);
