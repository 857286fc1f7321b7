import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { TASKS } from "@/server/router/types";
import { toLines } from "./build/write";
import { loadCatalog } from "./catalog";
import { modelFactsOf } from "./model-facts";
import { validateCatalog } from "./validate";

const catalog = loadCatalog();
const folder = fileURLToPath(new URL("./data/", import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe("the committed catalog", () => {
  it("breaks no rule", () => {
    expect(validateCatalog(catalog)).toEqual([]);
  });

  it("holds every model, evidence row, offer, provider and latency row of the fact base", () => {
    expect(Object.keys(catalog.models)).toHaveLength(60);
    expect(Object.keys(catalog.evidence)).toHaveLength(1679);
    expect(catalog.offers).toHaveLength(366);
    expect(Object.keys(catalog.providers)).toHaveLength(36);
    expect(catalog.latency).toHaveLength(38);
  });

  it.each(names)("%s is as the build writes it, one row a line", (name) => {
    const text = readFileSync(folder + name, "utf8");
    expect(toLines(JSON.parse(text)) === text).toBe(true);
  });

  it("stays under two megabytes", () => {
    expect(names.reduce((sum, name) => sum + statSync(folder + name).size, 0)).toBeLessThan(2_000_000);
  });

  it("knows nothing of a derived model that has no rows of its own, whatever its parents score", () => {
    const facts = modelFactsOf(catalog);
    const measured = new Set(Object.values(catalog.evidence).map((row) => row.model));
    const derived = Object.values(catalog.models).filter(
      (model) => model.derivation !== "none" && !measured.has(model.id),
    );
    expect(derived.length).toBeGreaterThan(0);
    for (const model of derived) expect(facts[model.id]!.abilities).toEqual({});
    expect(facts["meta-llama/Llama-3.3-70B-Instruct"]!.abilities.code).toBeDefined();
  });

  it.each([
    "Sao10K/L3.3-70B-Euryale-v2.3",
    "tngtech/DeepSeek-TNG-R1T2-Chimera",
    "Qwen/Qwen2.5-72B-Instruct-AWQ",
    "allenai/Olmo-3.1-32B-Instruct",
  ])("%s was measured by nobody and is unknown on every task", (model) => {
    expect(modelFactsOf(catalog)[model]!.abilities).toEqual({});
  });

  it("knows nothing of models that only their maker or a rival measured", () => {
    expect(modelFactsOf(catalog)["Qwen/Qwen3.5-9B"]!.abilities).toEqual({});
    expect(modelFactsOf(catalog)["google/gemma-4-E4B-it"]!.abilities).toEqual({});
  });

  it("has somebody known on every task", () => {
    for (const task of TASKS)
      expect(
        catalog.abilities.some((ability) => ability.task === task),
        task,
      ).toBe(true);
  });

  it("names no machine's folders", () => {
    for (const name of names)
      expect(readFileSync(folder + name, "utf8")).not.toMatch(/"\/(tmp|work|home|root|Users)\//);
  });
});
