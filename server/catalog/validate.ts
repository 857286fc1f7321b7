import type { Catalog } from "./types";
import { checkAbilities } from "./validate/abilities";
import { checkEvidence } from "./validate/evidence";
import { checkModels } from "./validate/models";
import { checkOffers } from "./validate/offers";
import type { Problem } from "./validate/problem";
import { checkSources } from "./validate/sources";

/** Every broken rule of a catalog; none for one that may be built or shipped. Cheap: some tens of milliseconds. */
export function findProblems(catalog: Catalog): Problem[] {
  const problems: Problem[] = [];
  const report = (rule: Problem["rule"], where: string, message: string) =>
    void problems.push({ rule, where, message });
  checkSources(catalog, report);
  checkModels(catalog, report);
  checkEvidence(catalog, report);
  checkOffers(catalog, report);
  checkAbilities(catalog, report);
  return problems;
}

/** The same, one line each. */
export const validateCatalog = (catalog: Catalog): string[] =>
  findProblems(catalog).map(({ rule, where, message }) => `${rule}: ${where}: ${message}`);
