import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { fitAbilities } from "../fit/fit";
import { validateCatalog } from "../validate";
import { byId, assembleCatalog, type CatalogFiles } from "../assemble";
import { readFacts } from "./facts";
import { deriveEvidence, deriveLatency, deriveModel, deriveProvider } from "./derive";
import { deriveOffers } from "./derive-offers";
import { SourceTable } from "./sources";
import { summarise } from "./summary";
import { writeRows } from "./write";

/** `npm run catalog:build -- --facts <folder>`: fact base → `server/catalog/data/*.json`. */
function main(): void {
  const { values } = parseArgs({
    options: { facts: { type: "string" } },
  });
  if (values.facts === undefined)
    throw new Error("which facts? Name their folder: npm run catalog:build -- --facts <folder>");
  const files = deriveFiles(values.facts);
  const problems = validateCatalog(assembleCatalog(files));
  if (problems.length > 0)
    throw new Error(
      `the derived catalog breaks ${problems.length} rules:\n${problems.slice(0, 40).join("\n")}`,
    );
  const folder = fileURLToPath(new URL("../data", import.meta.url));
  for (const [name, rows] of Object.entries(files)) writeRows(folder, name, rows);
  process.stdout.write(summarise(assembleCatalog(files)));
}

function deriveFiles(folder: string): CatalogFiles {
  const facts = readFacts(folder);
  const sources = new SourceTable();
  const models = facts.models.map((fact) => deriveModel(fact, sources)).toSorted(byIdOrder);
  const evidence = facts.evidence.map((fact) => deriveEvidence(fact, sources)).toSorted(byIdOrder);
  const { offers, prices } = deriveOffers(facts.offers, sources);
  const providers = facts.providers.map((fact) => deriveProvider(fact, sources)).toSorted(byIdOrder);
  const latency = facts.latency.map((fact) => deriveLatency(fact, sources));
  const { boards, abilities } = fitAbilities(evidence, byId(models));
  return {
    models,
    evidence,
    offers: offers.toSorted(byIdOrder),
    prices: prices.toSorted(byIdOrder),
    providers,
    latency,
    sources: sources.rows(),
    boards,
    abilities,
  };
}

const byIdOrder = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
