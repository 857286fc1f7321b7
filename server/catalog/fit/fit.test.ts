import { describe, expect, it } from "vitest";
import { loadCatalog } from "../catalog";
import type { EvidenceRow, StoredAbility } from "../types";
import { abilityKey, fitAbilities, weightedMean } from "./fit";
import { isUsable } from "./rows";

const catalog = loadCatalog();
const evidence = Object.values(catalog.evidence);
const fit = (rows: EvidenceRow[]) => fitAbilities(rows, catalog.models);
const whole = fit(evidence);
const find = (abilities: StoredAbility[], task: string, model: string) =>
  abilities.filter((ability) => ability.task === task && ability.model === model);

describe("the fit", () => {
  it("gives what is committed, from rows in any order", () => {
    const again = fit(evidence.toReversed());
    expect(again).toEqual(whole);
    expect(whole.abilities.map(abilityKey)).toEqual(catalog.abilities.map(abilityKey));
    whole.abilities.forEach((ability, i) =>
      expect(ability.value).toBeCloseTo(catalog.abilities[i]!.value, 5),
    );
  });

  it("is not changed by makers', rivals', inexact or proxy rows", () => {
    const usable = evidence.filter(isUsable);
    expect(usable.length).toBeLessThan(evidence.length);
    expect(fit(usable)).toEqual(whole);
    const praised = evidence.map((row) =>
      row.relation === "third_party" ? row : { ...row, value: row.unit === "percent" ? 100 : row.value },
    );
    expect(fit(praised)).toEqual(whole);
  });

  it("takes no row that is marked as a proxy", () => {
    const row = whole.abilities.find((ability) => ability.task === "translation")!.rows[0]!.evidence;
    const marked = evidence.map((each) => (each.id === row ? { ...each, proxy: true } : each));
    expect(fit(marked)).toEqual(fit(evidence.filter((each) => each.id !== row)));
  });

  it("makes a model unknown on a task when all its rows for the task are gone", () => {
    const model = "zai-org/GLM-5.1";
    const [before] = find(whole.abilities, "code", model);
    const gone = new Set(before!.rows.map((row) => row.evidence));
    const { abilities } = fit(evidence.filter((row) => !gone.has(row.id)));
    expect(find(abilities, "code", model)).toEqual([]);
    expect(find(abilities, "math", model)).toHaveLength(1);
  });

  it("leaves models unknown whose rows compare them with nobody known", () => {
    const linked = new Set(
      whole.abilities.filter((ability) => ability.task === "tool_use").map((ability) => ability.model),
    );
    for (const model of ["moonshotai/Kimi-K3", "zai-org/GLM-5.2", "Qwen/Qwen3.5-397B-A17B"])
      expect(linked.has(model)).toBe(false);
    expect(
      whole.unlinked
        .filter((row) => row.task === "tool_use")
        .map((row) => catalog.evidence[row.evidence]!.benchmark),
    ).toContain("tau2-bench");
  });

  it("says nothing for thinking from a row measured without it", () => {
    const v32 = find(whole.abilities, "reasoning", "deepseek-ai/DeepSeek-V3.2");
    expect(v32.map((ability) => ability.mode)).toEqual(["standard", "thinking"]);
    for (const { mode, rows } of v32) {
      const stated = rows
        .map((row) => catalog.evidence[row.evidence]!.variant)
        .filter((variant) => variant !== null);
      expect(new Set(stated)).toEqual(new Set([mode === "thinking" ? "thinking" : "non-thinking"]));
    }
  });

  it("raises an ability, and no other, when one of its rows rises under the same boards", () => {
    for (const { rows, prior, value } of whole.abilities) {
      const raised = rows.map((row, i) => (i === 0 ? { ...row, estimate: row.estimate + 0.5 } : row));
      expect(weightedMean(raised, prior)).toBeGreaterThan(value);
    }
  });

  it("is less sure of one row than of many", () => {
    const mean = (abilities: StoredAbility[]) =>
      abilities.reduce((sum, each) => sum + each.standardError, 0) / abilities.length;
    const one = whole.abilities.filter((ability) => ability.rows.length === 1);
    const many = whole.abilities.filter((ability) => ability.rows.length >= 4);
    expect(mean(one)).toBeGreaterThan(1.3 * mean(many));
  });

  it("finds newer question sets harder: the same model scores lower on them", () => {
    const board = (version: string) =>
      whole.boards.find(
        (each) => each.id === `rewriting|LiveBench IF|questions of ${version}|category mean (0-100)|`,
      )!;
    expect(board("2026-01-08").difficulty).toBeGreaterThan(board("2024-11-25").difficulty + 1);
  });
});

describe("abilities make sense to a reader who knows the models", () => {
  const value = (task: string, model: string) =>
    Math.max(...find(whole.abilities, task, model).map((ability) => ability.value));

  it.each(["code", "math", "reasoning"])(
    "%s: the large models of 2026 lead, small ones of 2024 trail",
    (task) => {
      const ranked = whole.abilities
        .filter((ability) => ability.task === task)
        .toSorted((a, b) => b.value - a.value)
        .map((ability) => ability.model);
      const top = new Set(ranked.slice(0, 10));
      for (const model of [
        "deepseek-ai/DeepSeek-V4-Pro",
        "zai-org/GLM-5.1",
        "zai-org/GLM-5.2",
        "moonshotai/Kimi-K2.6",
      ])
        expect(top.has(model)).toBe(true);
      expect(ranked.slice(-6)).toContain("meta-llama/Llama-3.1-8B-Instruct");
    },
  );

  it("code: a coder stands above the general model of its size and generation", () => {
    expect(value("code", "Qwen/Qwen2.5-Coder-32B-Instruct")).toBeGreaterThan(
      value("code", "Qwen/Qwen2.5-7B-Instruct"),
    );
    expect(value("code", "Qwen/Qwen3-Coder-480B-A35B-Instruct")).toBeGreaterThan(
      value("code", "Qwen/Qwen2.5-Coder-32B-Instruct"),
    );
    expect(value("writing", "Qwen/Qwen2.5-Coder-32B-Instruct")).toBeLessThan(
      value("writing", "Qwen/Qwen2.5-72B-Instruct"),
    );
  });
});
