import { describe, expect, it } from "vitest";
import { routeFacts } from "./route-facts";
import {
  taskShares,
  testConstants,
  testContext,
  testFacts,
  testModel,
  testOffer,
  testOptions,
  testPolicy,
  testPrice,
  testSnapshot,
} from "./testing/fixtures";
import type { RouteContext } from "./types";

const strong = testModel("a/strong", { code: 3, chat: 3 });
const small = testModel("a/small", { code: -1, chat: 0.5 });
const custom = testModel("custom");
const offers = [
  testOffer("a/strong", "p1", { price: testPrice("s1", 4) }),
  testOffer("a/strong", "p2", { price: testPrice("s2", 5) }),
  testOffer("a/small", "p1", { price: testPrice("m1", 0.1) }),
  testOffer("custom", "p3", { price: testPrice("c", 0.01) }),
];
const context = (more: Partial<RouteContext> = {}) =>
  testContext(testSnapshot([strong, small, custom], offers), more);
const objective = (name: "quality" | "balanced" | "cost" | "latency") =>
  context({ options: testOptions({ objective: name }) });

describe("objective", () => {
  it("a hard request goes to the strong model, an easy one to the cheap one", () => {
    expect(routeFacts(testFacts("code", "high"), context()).winner?.model).toBe("a/strong");
    expect(routeFacts(testFacts("chat", "low"), context()).winner?.model).toBe("a/small");
  });

  it("flipping the objective flips the winner of the same request", () => {
    const facts = testFacts("chat", "medium");
    expect(routeFacts(facts, objective("quality")).winner?.model).toBe("a/strong");
    expect(routeFacts(facts, objective("cost")).winner?.model).toBe("a/small");
  });

  it("latency lets the faster offer win that balanced would not", () => {
    const fast = testOffer("a/strong", "fast", {
      price: testPrice("f", 6),
      latency: { firstTokenMs: 100, tokensPerSecond: 1_000, source: "catalog" },
    });
    const snapshot = testSnapshot([strong], [offers[0]!, fast]);
    const winner = (name: "balanced" | "latency") =>
      routeFacts(testFacts(), testContext(snapshot, { options: testOptions({ objective: name }) })).winner
        ?.provider;
    expect([winner("balanced"), winner("latency")]).toEqual(["p1", "fast"]);
  });

  it("a stated price of zero is known and wins on cost; an unknown one is charged and marked", () => {
    const free = testOffer("a/strong", "free", { price: testPrice("z", 0) });
    const untold = testOffer("a/strong", "untold", { price: null });
    const plan = routeFacts(testFacts(), testContext(testSnapshot([strong], [untold, offers[0]!, free])));
    expect(plan.candidates.map((candidate) => candidate.provider)).toEqual(["free", "p1", "untold"]);
    expect(plan.winner?.expected).toMatchObject({ costNanoUsd: 0, costUnknown: false });
    expect(plan.candidates[2]?.expected).toMatchObject({ costNanoUsd: 7_500_000, costUnknown: true });
  });
});

describe("unknown quality", () => {
  it("serves by price when nothing eligible has evidence, and says so", () => {
    const plan = routeFacts(testFacts("math"), context());
    expect(plan.winner).toMatchObject({
      model: "custom",
      score: { state: "unknown", value: null, interval: null },
    });
    expect(plan.reason).toEqual({
      code: "unknown_only",
      sentence:
        "custom was chosen by price: no eligible model has independent evidence for math, medium complexity, at about 0.0015 ct.",
    });
  });

  it("comes after every known candidate on the list of fallbacks", () => {
    expect(routeFacts(testFacts(), context()).fallbacks.at(-1)).toBe("custom@p3");
  });

  it("never: refused with the exclusions when nothing known is left", () => {
    const plan = routeFacts(testFacts("math"), context({ policy: testPolicy({ unknownQuality: "never" }) }));
    expect(plan.winner).toBeNull();
    expect(plan.reason).toEqual({
      code: "no_candidate",
      sentence:
        "No offer may serve this request: all 4 offers are without independent evidence. Loosen a limit or connect another provider.",
    });
    expect(plan.exclusions).toHaveLength(4);
  });

  it("a build that is not the evaluated checkpoint is unknown though its model is known", () => {
    const quantised = testOffer("a/strong", "p9", {
      id: "a/strong@p9#q4",
      evidenceApplies: false,
      price: testPrice("q", 0),
    });
    const plan = routeFacts(testFacts(), testContext(testSnapshot([strong], [offers[0]!, quantised])));
    expect(plan.candidates.map((candidate) => candidate.score.state)).toEqual(["known", "unknown"]);
    expect(plan.winner?.provider).toBe("p1");
  });

  it("a model is known under a mixture only when known on every task kept", () => {
    const facts = testFacts("code", "medium", {
      profile: { tasks: taskShares({ code: 0.45, math: 0.4, chat: 0.15 }) },
    });
    expect(routeFacts(facts, context()).reason.code).toBe("unknown_only");
    const sure = testFacts("code", "medium", {
      profile: { tasks: taskShares({ code: 0.45, chat: 0.4, math: 0.15 }) },
    });
    expect(routeFacts(sure, context()).winner?.score.state).toBe("known");
  });
});

describe("modes", () => {
  const ability = (value: number) => ({ value, standardError: 0, rows: [] });
  const hybrid = testModel(
    "a/hybrid",
    {},
    {
      thinks: "on-request",
      outputFactor: { standard: 1, thinking: null },
      abilities: { code: { standard: ability(0), thinking: ability(2) } },
    },
  );
  const decide = (thinking: boolean | null, model = hybrid) =>
    routeFacts(
      testFacts("code", "medium", { features: { thinking } }),
      testContext(testSnapshot([model], [testOffer("a/hybrid", "p1")])),
    ).winner;

  it("evidence measured with thinking speaks only for a candidate served that way", () => {
    expect(decide(null)).toMatchObject({ mode: "standard", score: { terms: { success: 50 } } });
    expect(decide(true)?.mode).toBe("thinking");
    expect(decide(true)?.score.terms.success).toBeCloseTo(88.08, 2);
    expect(decide(true, { ...hybrid, abilities: { code: { standard: ability(0) } } })?.score.state).toBe(
      "unknown",
    );
  });

  it("an unknown output factor is charged at its class's constant, never as nothing", () => {
    expect(decide(null)?.expected.costNanoUsd).toBe(1_500_000);
    expect(decide(true)?.expected.costNanoUsd).toBe(
      1_000_000 + 500_000 * testConstants.unknownOutputFactor.thinking,
    );
  });

  it("serves as the model's own default says when the request is silent, and as the request says where there is a switch", () => {
    const mode = (thinks: typeof hybrid.thinks, thinking: boolean | null) =>
      decide(thinking, { ...hybrid, thinks })?.mode;
    expect([
      mode("always", false),
      mode("by-default", null),
      mode("by-default", false),
      mode("never", true),
    ]).toEqual(["thinking", "thinking", "standard", "standard"]);
  });
});

describe("the sentence", () => {
  it("names the ground, the lead over the next model and the money", () => {
    const { reason, margin } = routeFacts(testFacts("code", "high"), context());
    expect(reason).toEqual({
      code: "best_score",
      sentence: `strong was chosen: best score for code, high complexity on balanced, ${margin!.toFixed(1)} points above small, at about 0.60 ct.`,
    });
  });

  it("calls it a tie when the intervals overlap, and says what decided", () => {
    const twin = testModel("b/twin", { code: 3.05 });
    const snapshot = testSnapshot(
      [strong, twin],
      [offers[0]!, testOffer("b/twin", "p1", { price: testPrice("t", 6) })],
    );
    const { reason, margin } = routeFacts(testFacts("code", "high"), testContext(snapshot));
    const lead = `${margin!.toFixed(1)} points above twin (a tie within the margin of error, decided by the lower price)`;
    expect(reason).toEqual({
      code: "tie",
      sentence: `strong was chosen: best score for code, high complexity on balanced, ${lead}, at about 0.60 ct.`,
    });
  });

  it("says it when the request was not classified and when the answer is simulated", () => {
    const facts = testFacts("code", "low", { profile: { degraded: true } });
    const simulated = testContext(testSnapshot([strong], [testOffer("a/strong", "p1", { simulated: true })]));
    const plan = routeFacts(facts, simulated);
    expect(plan.reason.code).toBe("only_candidate");
    expect(plan.reason.sentence).toContain("could not be classified");
    expect(plan.reason.sentence).toMatch(/The answer is simulated text\.$/);
    expect(plan.flags).toEqual({ pinned: false, degraded: true, simulated: true });
  });

  it("with nothing connected it says what to do", () => {
    expect(routeFacts(testFacts(), testContext(testSnapshot([], []))).reason.sentence).toBe(
      "Nothing is connected here that could serve a request. Connect a provider.",
    );
  });
});
