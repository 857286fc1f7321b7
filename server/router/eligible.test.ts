import { describe, expect, it } from "vitest";
import { routeFacts } from "./route-facts";
import {
  noConstraints,
  testContext,
  testFacts,
  testModel,
  testOffer,
  testOptions,
  testPolicy,
  testSnapshot,
} from "./testing/fixtures";
import type { Capability, Offer, RequestFacts, RouteContext } from "./types";

const known = testModel("a/known", { code: 1 });
const custom = testModel("custom");
const needs = (...capabilities: Capability[]): RequestFacts =>
  testFacts("code", "medium", {
    features: {
      needs: {
        ...testFacts().features.needs,
        ...Object.fromEntries(capabilities.map((capability) => [capability, true])),
      },
    },
  });

function decide(offers: Offer[], facts: RequestFacts = testFacts(), more: Partial<RouteContext> = {}) {
  return routeFacts(facts, testContext(testSnapshot([known, custom], offers), more));
}

const only = (more: Partial<Offer>, facts?: RequestFacts, context?: Partial<RouteContext>) =>
  decide([testOffer("a/known", "p1", more)], facts, context).exclusions[0];

const limits = (constraints: Partial<typeof noConstraints>) => ({
  options: testOptions({ constraints: { ...noConstraints, ...constraints } }),
});

describe("the one rule that removed an offer, with what met the limit", () => {
  const noPrice = { price: null };
  it.each([
    [
      "scope",
      only({}, undefined, { policy: testPolicy({ allowModels: ["b/*"] }) }),
      "a/known",
      "allowed: b/*",
    ],
    [
      "provider",
      only({}, undefined, { policy: testPolicy({ allowProviders: ["p2"] }) }),
      "p1",
      "allowed: p2",
    ],
    [
      "capability",
      only({ capabilities: { ...testOffer("a", "b").capabilities, vision: false } }, needs("vision")),
      false,
      "vision",
    ],
    ["context", only({ contextTokens: 1_400 }), 1_500, 1_400],
    [
      "context",
      only({ maxOutputTokens: 100 }, testFacts("code", "low", { features: { maxOutputTokens: 200 } })),
      200,
      100,
    ],
    ["price-ceiling", only({}, undefined, limits({ maxCostNanoUsd: 1_499_999 })), 1_500_000, 1_499_999],
    ["price-ceiling", only(noPrice, undefined, limits({ maxCostNanoUsd: 1e12 })), null, 1e12],
    ["latency-ceiling", only({}, undefined, limits({ maxLatencyMs: 5_499 })), 5_500, 5_499],
    ["latency-ceiling", only({ latency: null }, undefined, limits({ maxLatencyMs: 1e9 })), null, 1e9],
    ["min-quality", only({}, undefined, limits({ minQuality: 90 })), 73.105858, 90],
    ["min-quality", only({ evidenceApplies: false }, undefined, limits({ minQuality: 1 })), null, 1],
    [
      "unknown-quality",
      only({ evidenceApplies: false }, undefined, { options: testOptions({ unknownQuality: "never" }) }),
      null,
      "never",
    ],
    [
      "health",
      only({}, undefined, {
        health: {
          version: "h",
          offers: { "a/known@p1": { openUntil: "2026-01-01T00:00:01Z", latency: null } },
        },
      }),
      "2026-01-01T00:00:01Z",
      null,
    ],
  ])("%s", (rule, exclusion, value, limit) => {
    expect(exclusion).toMatchObject({ offer: "a/known@p1", rule, value, limit });
  });

  it("limits may be met exactly", () => {
    expect(
      only({ contextTokens: 1_500 }, undefined, limits({ maxCostNanoUsd: 1_500_000, maxLatencyMs: 5_500 })),
    ).toBeUndefined();
  });

  it("a breaker that has run out lets the offer in again", () => {
    const health = {
      version: "h",
      offers: { "a/known@p1": { openUntil: "2026-01-01T00:00:00.000Z", latency: null } },
    };
    expect(only({}, undefined, { health })).toBeUndefined();
  });

  it("what the request reserves for its answer must fit the window too", () => {
    const facts = testFacts("code", "low", { features: { maxOutputTokens: 127_500 } });
    expect(only({}, facts)).toMatchObject({ rule: "context", value: 128_500, limit: 128_000 });
  });

  it("a window that nobody states passes", () => {
    expect(
      only({ contextTokens: null }, testFacts("code", "low", { features: { inputTokens: 900_000 } })),
    ).toBeUndefined();
  });
});

describe("a capability that nobody confirmed", () => {
  const stating = (model: string, provider: string, capabilities: Partial<Offer["capabilities"]>) =>
    testOffer(model, provider, { capabilities: { ...testOffer("a", "b").capabilities, ...capabilities } });

  it("is refused while another candidate states it", () => {
    const plan = decide(
      [stating("a/known", "p1", { tools: null }), stating("custom", "p2", { tools: true })],
      needs("tools"),
    );
    expect(plan.winner?.offer).toBe("custom@p2");
    expect(plan.exclusions).toMatchObject([
      { offer: "a/known@p1", rule: "capability", value: null, limit: "tools" },
    ]);
    expect(plan.assumedCapabilities).toEqual([]);
  });

  it("is taken on trust, and said so, when no candidate states it", () => {
    const plan = decide(
      [stating("a/known", "p1", { tools: null }), stating("custom", "p2", { tools: false })],
      needs("tools"),
    );
    expect(plan.winner?.offer).toBe("a/known@p1");
    expect(plan.assumedCapabilities).toEqual(["tools"]);
    expect(plan.reason.sentence).toContain(
      "No eligible offer states support for tool calls, so it was assumed.",
    );
  });

  it("an offer that states it but is excluded by another rule does not count", () => {
    const plan = decide(
      [stating("a/known", "p1", { tools: null }), stating("custom", "p2", { tools: true })],
      needs("tools"),
      {
        options: testOptions({ unknownQuality: "never" }),
      },
    );
    expect(plan.winner?.offer).toBe("a/known@p1");
  });

  it("two half-known offers never exclude each other until nothing is left", () => {
    const offers = [
      stating("a/known", "p1", { tools: true, vision: null }),
      stating("a/known", "p2", { tools: null, vision: true }),
    ];
    const plan = decide(offers, needs("tools", "vision"));
    expect(plan.candidates.map((candidate) => candidate.offer)).toEqual(["a/known@p1"]);
    expect(plan.assumedCapabilities).toEqual(["vision"]);
  });

  it("of a pinned model is not held against it because other models state it", () => {
    const offers = [stating("a/known", "p1", { tools: null }), stating("custom", "p2", { tools: true })];
    const plan = decide(offers, needs("tools"), {
      options: testOptions({ pin: { model: "a/known", provider: null } }),
    });
    expect(plan.winner?.offer).toBe("a/known@p1");
    expect(plan.assumedCapabilities).toEqual(["tools"]);
  });
});
