import { describe, expect, it } from "vitest";
import { TASKS } from "@/server/router/types";
import { benchmarkOf } from "./benchmarks";
import { loadCatalog } from "./catalog";
import { isUsable } from "./fit/rows";
import { SPEAKS_FOR_NOTHING, TASK_EVIDENCE, tasksOf } from "./task-evidence";

const catalog = loadCatalog();
const usable = Object.values(catalog.evidence).filter(isUsable);

describe("which evidence speaks for which task", () => {
  it("is said for every benchmark that a fit could use, or it says why not", () => {
    const placed = new Set([
      ...TASK_EVIDENCE.map((entry) => entry.benchmark),
      ...Object.keys(SPEAKS_FOR_NOTHING),
    ]);
    expect([...new Set(usable.map((row) => row.benchmark))].filter((name) => !placed.has(name))).toEqual([]);
  });

  it("has a reason, a validity and rows for every entry, and an entry for every task", () => {
    for (const entry of TASK_EVIDENCE) {
      expect(entry.why).not.toBe("");
      expect(entry.validity).toBeGreaterThan(0);
      expect(entry.validity).toBeLessThan(1);
      expect(
        usable.some((row) => tasksOf(row).includes(entry)),
        `${entry.task} by ${entry.benchmark}`,
      ).toBe(true);
    }
    expect(new Set(TASK_EVIDENCE.map((entry) => entry.task))).toEqual(new Set(TASKS));
  });

  it("puts no row under one task twice", () => {
    for (const row of usable) {
      const tasks = tasksOf(row).map((entry) => entry.task);
      expect(new Set(tasks).size).toBe(tasks.length);
    }
  });

  it("knows the scale of every benchmark that speaks", () => {
    for (const row of usable)
      if (tasksOf(row).length > 0) expect(benchmarkOf(row), row.benchmark).not.toBeNull();
  });

  it("takes translating for translation and chatting in a language for nothing", () => {
    const languages = usable.filter((row) => row.task === "translation");
    expect(languages.some((row) => row.facet?.startsWith("chat in"))).toBe(true);
    for (const row of languages) {
      expect(tasksOf(row).map((entry) => entry.task)).toEqual(
        row.facet === "translation" ? ["translation"] : [],
      );
    }
  });
});
