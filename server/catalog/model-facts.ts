import type { ModelFacts } from "@/server/router/types";
import type { Catalog } from "./types";

/** Catalog models as the router reads them, abilities by task and mode; models by id, in the order of their ids. */
export function modelFactsOf(catalog: Catalog): Record<string, ModelFacts> {
  const found: Record<string, ModelFacts> = {};
  for (const model of Object.values(catalog.models)) {
    found[model.id] = {
      id: model.id,
      displayName: model.name,
      inCatalog: true,
      thinks: model.thinks,
      outputFactor: { ...model.outputFactor },
      abilities: {},
    };
  }
  for (const { task, model, mode, value, standardError, rows } of catalog.abilities) {
    const facts = found[model]!;
    (facts.abilities[task] ??= {})[mode] = { value, standardError, rows: rows.map((row) => row.evidence) };
  }
  return found;
}
