import { modesOf, THINKING } from "../thinking";
import type { CatalogModel, CatalogProvider, EvidenceRow, LatencyRow, Thinks } from "../types";
import type { FactEvidence, FactLatency, FactModel, FactProvider } from "./facts";
import type { SourceTable } from "./sources";

/** Facts → rows of our own form. Nothing is filled in: what the facts leave open stays null. */

export function deriveModel(fact: FactModel, sources: SourceTable): CatalogModel {
  const thinks = thinksOf(fact);
  return {
    id: fact.id,
    name: fact.display_name,
    organisation: fact.organisation,
    released: fact.release_date,
    totalParametersB: fact.params_total_b,
    activeParametersB: fact.params_active_b,
    architecture: fact.architecture,
    contextTokens: fact.context_length,
    maxOutputTokens: fact.max_output,
    licence: { name: fact.licence.name, spdx: fact.licence.spdx, commercialUse: fact.licence.commercial_use },
    input: fact.modalities.input,
    output: fact.modalities.output,
    tools: fact.capabilities.tools,
    structuredOutput: fact.capabilities.structured_output,
    reasoning: fact.capabilities.reasoning,
    vision: fact.capabilities.vision,
    derivation: fact.derivation,
    derivedFrom: fact.derived_from,
    parents: fact.parents,
    teacher: fact.teacher,
    precision: fact.precision,
    knowledgeCutoff: fact.knowledge_cutoff,
    thinks,
    // No source measures how many tokens a model spends on the same work, so every factor is unknown.
    outputFactor: Object.fromEntries(modesOf(thinks).map((mode) => [mode, null])),
    sources: Object.fromEntries(
      Object.entries(fact.sources)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([field, source]) => [field, sources.add(source)]),
    ),
  };
}

function thinksOf(fact: FactModel): Thinks {
  const known = THINKING[fact.id];
  if (known) return known.thinks;
  if (fact.capabilities.reasoning === false) return "never";
  throw new Error(`${fact.id} can think: say in thinking.ts how it is served when the request says nothing`);
}

export function deriveEvidence(fact: FactEvidence, sources: SourceTable): EvidenceRow {
  return {
    id: fact.id,
    model: fact.model,
    task: fact.task as EvidenceRow["task"],
    facet: fact.facet,
    benchmark: fact.benchmark,
    version: fact.benchmark_version,
    metric: fact.metric,
    value: fact.value,
    unit: fact.unit as EvidenceRow["unit"],
    higherIsBetter: fact.higher_is_better,
    low: fact.ci_low,
    high: fact.ci_high,
    items: fact.n_items,
    answered: answeredOf(fact.notes),
    evaluator: fact.evaluator,
    relation: fact.evaluator_relation as EvidenceRow["relation"],
    independent: fact.independent,
    match: fact.model_match as EvidenceRow["match"],
    variant: fact.variant,
    label: fact.source_label,
    date: fact.date,
    derived: fact.derived,
    proxy: fact.proxy,
    source: sources.add(fact.source),
  };
}

/** The board's answer rate, or what its rate of non-response leaves. */
function answeredOf(notes: string | null): number | null {
  const answers = /\bAnswer rate ([\d.]+)%/.exec(notes ?? "")?.[1];
  if (answers !== undefined) return Number(answers);
  const silent = /\bNon-response on answerable questions ([\d.]+)%/.exec(notes ?? "")?.[1];
  return silent === undefined ? null : Math.round(1e6 * (100 - Number(silent))) / 1e6;
}

export function deriveProvider(fact: FactProvider, sources: SourceTable): CatalogProvider {
  return {
    id: fact.id,
    name: fact.name,
    kind: fact.kind,
    baseUrl: fact.openai_base_url,
    otherBaseUrls: fact.other_base_urls,
    keyVariables: [fact.api_key_env, ...fact.other_env_names].filter((name) => name !== null),
    extraVariables: fact.extra_env,
    docs: fact.docs,
    differs: [...new Set(fact.deviations.map((deviation) => deviation.area))].toSorted(),
    sources: [...new Set(fact.sources.map((source) => sources.add(source)))].toSorted(),
  };
}

export function deriveLatency(fact: FactLatency, sources: SourceTable): LatencyRow {
  return {
    provider: fact.provider,
    model: fact.model,
    metric: fact.metric,
    value: fact.value,
    unit: fact.unit,
    date: fact.date,
    measuredBy: fact.measured_by_relation,
    conditions: fact.conditions,
    source: sources.add(fact.source),
  };
}
