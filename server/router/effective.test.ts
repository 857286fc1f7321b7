import { describe, expect, it } from "vitest";
import { mergePolicy } from "./effective";
import { modelRefusal, providerRefusal } from "./scope";
import {
  noConstraints,
  testConstants,
  testContext,
  testOptions,
  testPolicy,
  testSnapshot,
} from "./testing/fixtures";
import type { Pin } from "./types";

const merge = (policy = testPolicy(), options = testOptions(), task: "code" | null = "code") =>
  mergePolicy(testContext(testSnapshot([], []), { policy, options }), task);

const pin = (model: string): Pin => ({ model, provider: null });

describe("restrictions: the stricter level wins", () => {
  it("ceilings take the least and minimum quality the greatest of the levels that set one", () => {
    const merged = merge(
      testPolicy(
        { constraints: { maxCostNanoUsd: 500, maxLatencyMs: null, minQuality: 40 } },
        { constraints: { maxCostNanoUsd: 900, maxLatencyMs: 2_000, minQuality: 70 } },
      ),
      testOptions({ constraints: { maxCostNanoUsd: null, maxLatencyMs: 8_000, minQuality: 10 } }),
    );
    expect(merged.constraints).toEqual({ maxCostNanoUsd: 500, maxLatencyMs: 2_000, minQuality: 70 });
  });

  it("a ceiling of zero is a ceiling, not an absent one", () => {
    expect(
      merge(testPolicy(), testOptions({ constraints: { ...noConstraints, maxCostNanoUsd: 0 } })).constraints
        .maxCostNanoUsd,
    ).toBe(0);
  });

  it("unknownQuality takes the strictest that a level set, and last-resort when none did", () => {
    expect(merge().unknownQuality).toBe("last-resort");
    expect(merge(testPolicy({ unknownQuality: "allow" })).unknownQuality).toBe("allow");
    expect(
      merge(testPolicy({ unknownQuality: "last-resort" }), testOptions({ unknownQuality: "allow" }))
        .unknownQuality,
    ).toBe("last-resort");
    expect(
      merge(testPolicy({}, { unknownQuality: "never" }), testOptions({ unknownQuality: "allow" }))
        .unknownQuality,
    ).toBe("never");
  });

  it("one level that says no fallback is enough", () => {
    expect(merge().fallback).toBe(true);
    expect(merge(testPolicy({ fallback: false }), testOptions({ fallback: true })).fallback).toBe(false);
  });

  it("allow-lists intersect, exclusions add, and both know org/* and *", () => {
    const { scope } = merge(
      testPolicy({ allowModels: ["a/*", "b/two"] }, { allowModels: ["*"], excludeModels: ["a/bad"] }),
      testOptions({ allowModels: ["a/*"], excludeModels: ["a/worse"] }),
    );
    expect(
      ["a/good", "a/bad", "a/worse", "b/two", "c/x"].filter((model) => modelRefusal(scope, model) === null),
    ).toEqual(["a/good"]);
    expect(modelRefusal(scope, "a/bad")).toBe("excluded: a/bad, a/worse");
    expect(modelRefusal(scope, "b/two")).toBe("allowed: a/*");
  });

  it("an empty allow-list allows nothing", () => {
    expect(modelRefusal(merge(testPolicy({ allowModels: [] })).scope, "a/x")).not.toBeNull();
  });

  it("provider lists intersect", () => {
    const { scope } = merge(
      testPolicy({ allowProviders: ["p1", "p2"] }),
      testOptions({ allowProviders: ["p2", "p3"] }),
    );
    expect(["p1", "p2", "p3"].filter((provider) => providerRefusal(scope, provider) === null)).toEqual([
      "p2",
    ]);
  });
});

describe("objective: the more specific level wins unless a general one is locked", () => {
  it("goes request, key, team, balanced", () => {
    expect(merge().objective).toBe("balanced");
    expect(merge(testPolicy({ objective: "cost" })).objective).toBe("cost");
    expect(merge(testPolicy({ objective: "cost" }, { objective: "quality" })).objective).toBe("quality");
    expect(
      merge(
        testPolicy({ objective: "cost" }, { objective: "quality" }),
        testOptions({ objective: "latency" }),
      ).objective,
    ).toBe("latency");
  });

  it("a locked level keeps its objective against request and key", () => {
    const policy = testPolicy({ objective: "cost", locked: true }, { objective: "quality", locked: true });
    expect(merge(policy, testOptions({ objective: "latency" })).objective).toBe("cost");
  });

  it("a locked level that states no objective leaves it free", () => {
    expect(merge(testPolicy({ locked: true }), testOptions({ objective: "latency" })).objective).toBe(
      "latency",
    );
  });

  it("own weights belong to the level that set them: naming an objective below means that objective's weights", () => {
    const weights = { lambda: 3, mu: 4 };
    const policy = testPolicy({ objective: "cost", weights });
    expect(merge(policy)).toMatchObject({ objective: "cost", weights });
    expect(merge(policy, testOptions({ objective: "quality" })).weights).toEqual(
      testConstants.objectives.quality,
    );
    expect(merge(testPolicy({ objective: "cost" }, { weights }))).toMatchObject({
      objective: "cost",
      weights,
    });
  });
});

describe("pins: locked policy, request, key's task, key, team's task, team, auto", () => {
  const every = () => ({
    policy: testPolicy(
      { pin: pin("team"), taskPins: { code: pin("team-task") } },
      { pin: pin("key"), taskPins: { code: pin("key-task") } },
    ),
    options: testOptions({ pin: pin("request") }),
  });

  it("takes the first there is", () => {
    const { policy, options } = every();
    const seen: (string | undefined)[] = [];
    const look = () => seen.push(merge(policy, options).pin?.source);
    look();
    options.pin = null;
    look();
    policy.key.taskPins = {};
    look();
    policy.key.pin = null;
    look();
    policy.team.taskPins = {};
    look();
    policy.team.pin = null;
    look();
    expect(seen).toEqual(["request", "key-task", "key", "team-task", "team", undefined]);
  });

  it("a locked level's pin goes before the request's, the team's before the key's, the task's before the general", () => {
    const { policy, options } = every();
    policy.key.locked = true;
    expect(merge(policy, options).pin).toEqual({ model: "key-task", provider: null, source: "policy" });
    policy.team.locked = true;
    expect(merge(policy, options).pin?.model).toBe("team-task");
    policy.team.taskPins = {};
    expect(merge(policy, options).pin?.model).toBe("team");
  });

  it("task pins hold for their task only, and for none when the request could not be classified", () => {
    const policy = testPolicy({ taskPins: { math: pin("team-task") } });
    expect(merge(policy).pin).toBeNull();
    expect(merge(testPolicy({ taskPins: { code: pin("team-task") } }), testOptions(), null).pin).toBeNull();
  });
});
