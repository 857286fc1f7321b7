import { describe, expect, it } from "vitest";
import { readProfile } from "./task-view";
import { taskShares, testConstants, testFacts } from "./testing/fixtures";
import type { Task } from "./types";

const view = (shares: Partial<Record<Task, number>>, degraded = false) =>
  readProfile({ ...testFacts().profile, tasks: taskShares(shares), degraded }, testConstants);

describe("what the score reads of a profile", () => {
  it("a decided task is scored alone", () => {
    const { task, kept } = view({ math: 0.5, code: 0.3, chat: 0.2 });
    expect(task).toEqual({
      name: "math",
      decided: true,
      confidence: 0.5,
      alternatives: [
        { name: "code", p: 0.3 },
        { name: "chat", p: 0.2 },
      ],
    });
    expect(kept).toEqual([{ task: "math", weight: 1 }]);
  });

  it("an undecided request is scored on the smallest set of tasks with enough mass, weights summing to one", () => {
    const { task, kept } = view({ math: 0.45, code: 0.35, chat: 0.2 });
    expect(task).toMatchObject({ name: "math", decided: false });
    expect(kept.map((entry) => entry.task)).toEqual(["math", "code"]);
    expect(kept.reduce((sum, entry) => sum + entry.weight, 0)).toBeCloseTo(1, 12);
    expect(kept[0]!.weight).toBeCloseTo(0.5625, 12);
  });

  it("a mass that falls short only by floating point is reached", () => {
    expect(view({ math: 0.4, code: 0.3, analysis: 0.1, chat: 0.1, writing: 0.1 }).kept).toHaveLength(3);
  });

  it("names the most probable task also when undecided, the first of the list among equals", () => {
    expect(view({ writing: 0.4, analysis: 0.4, chat: 0.2 }).task.name).toBe("analysis");
  });

  it("a degraded profile is never decided", () => {
    expect(view({ math: 1 }, true).task.decided).toBe(false);
  });

  it("difficulty is the mean over the levels, the level the most probable one", () => {
    const profile = { ...testFacts().profile, complexity: { low: 0.2, medium: 0.3, high: 0.5 } };
    const read = readProfile(profile, testConstants);
    expect(read.complexity.level).toBe("high");
    expect(read.difficulty).toBeCloseTo(0.2 * -3 + 0.5 * 2, 12);
  });
});
