import { describe, expect, it } from "vitest";
import type { Classifier } from "@/server/router/classify/classifier";
import { COMPLEXITY_LEVELS, TASKS } from "@/server/router/types";
import { testContext, testInput, testModel, testOffer, testSnapshot } from "@/server/router/testing/fixtures";
import { decide } from "./decide";
import { noHealth } from "./health";

const snapshot = testSnapshot([testModel("a/one", { code: 1 })], [testOffer("a/one", "p1")]);
const request = { ...testContext(snapshot, { health: noHealth }), input: testInput("write a function") };

const fixed = (top: string): Classifier => ({
  version: "clf_test",
  score: () =>
    Float64Array.from(
      [...TASKS, ...COMPLEXITY_LEVELS].map((name) => (name === top || name === "low" ? 1 : 0)),
    ),
});

const broken: Classifier = {
  version: "clf_broken",
  score: () => {
    throw new Error("the prompt was: write a function");
  },
};

describe("the one way to a decision", () => {
  it("decides on what the classifier says and names every version that the decision depends on", () => {
    const { plan, facts, versions } = decide(request, fixed("code"));
    expect(plan.task).toMatchObject({ name: "code", decided: true });
    expect(plan.winner?.offer).toBe("a/one@p1");
    expect(facts.profile.degraded).toBe(false);
    expect(versions).toEqual({
      router: "1",
      classifier: "clf_test",
      snapshot: "snap_test",
      policy: "default",
      health: "none",
    });
  });

  it.each([
    ["missing", null],
    ["throwing", broken],
  ])("with a %s classifier the decision is degraded, not an error", (_, classifier) => {
    const { plan, versions } = decide(request, classifier);
    expect(plan.winner?.offer).toBe("a/one@p1");
    expect(plan.flags.degraded).toBe(true);
    expect(versions.classifier).toBe("none");
  });

  it("reports how long classifying and scoring took on the clock it was given", () => {
    let now = 0;
    const clock = { now: () => 0, elapsed: () => (now += 2) };
    expect(decide(request, null, clock).timings).toEqual({ classifyMs: 2, scoreMs: 2 });
  });

  it("does not depend on request fields that the core does not read, such as stream", () => {
    const streamed = { ...request, input: { ...request.input, stream: true } };
    expect(decide(streamed, fixed("code")).plan).toEqual(decide(request, fixed("code")).plan);
  });
});
