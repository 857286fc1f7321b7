import { describe, expect, it, vi } from "vitest";
import { log } from "@/server/platform/log";
import type { Classifier } from "@/server/router/classify/classifier";
import { ROUTER_VERSION } from "@/server/router/route";
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
      router: ROUTER_VERSION,
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

  it("says once that a classifier fails, throwing or without numbers, and never with the prompt", () => {
    const said = vi.spyOn(log, "error");
    const absurd: Classifier = { version: "clf_nan", score: () => new Float64Array(17).fill(NaN) };
    for (const each of [{ ...broken }, absurd])
      for (const _ of [1, 2]) expect(decide(request, each).plan.flags.degraded).toBe(true);
    expect(said.mock.calls.map(([fields]) => fields)).toEqual([
      { event: "classifier-failed", name: "Error", classifier: "clf_broken" },
      { event: "classifier-failed", name: "RangeError", classifier: "clf_nan" },
    ]);
    expect(JSON.stringify(said.mock.calls)).not.toContain("write a function");
    said.mockRestore();
  });

  it("an error of the rules themselves is not taken for the classifier's", () => {
    const unreadable = { ...request, now: undefined as unknown as string, snapshot: null as never };
    const said = vi.spyOn(log, "error");
    expect(() => decide(unreadable, fixed("code"))).toThrow(TypeError);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
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
