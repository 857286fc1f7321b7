import { describe, expect, it } from "vitest";
import { routeFacts } from "./route-facts";
import {
  taskShares,
  testContext,
  testFacts,
  testModel,
  testOffer,
  testOptions,
  testPolicy,
  testPrice,
  testSnapshot,
} from "./testing/fixtures";
import type { Pin, RouteContext } from "./types";

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
const pinnedTo = (model: string, provider: string | null = null, more = {}) =>
  context({ options: testOptions({ pin: { model, provider }, ...more }) });

describe("pins", () => {
  it("a model pin takes the best offer of that model; the passed-over candidates stay on the record with their scores", () => {
    const plan = routeFacts(testFacts("chat", "low"), pinnedTo("a/strong"));
    expect(plan.winner?.offer).toBe("a/strong@p1");
    expect(plan.fallbacks).toEqual(["a/strong@p2"]);
    expect(plan.candidates[0]?.model).toBe("a/small");
    expect(plan.margin).toBeLessThan(0);
    expect(plan.pin).toEqual({ model: "a/strong", provider: null, source: "request" });
    expect(plan.flags.pinned).toBe(true);
    expect(plan.reason.code).toBe("pinned");
    expect(plan.reason.sentence).toMatch(
      /^strong was used because the request names it; it scores [\d.]+ points below small, at about 0\.60 ct\.$/,
    );
  });

  it("an offer pin never moves: no fallback, also when a better offer of the model exists", () => {
    const plan = routeFacts(testFacts(), pinnedTo("a/strong", "p2"));
    expect(plan.winner?.offer).toBe("a/strong@p2");
    expect(plan.fallbacks).toEqual([]);
  });

  it("an offer pin names one offer: a further build at the same provider is another, pinned by its own id", () => {
    const build = testOffer("a/strong", "p1", {
      id: "a/strong@p1#fp8",
      price: testPrice("b", 0.01),
      evidenceApplies: false,
    });
    const world = testSnapshot([strong, small, custom], [...offers, build]);
    const pinned = (provider: string, allowProviders: string[] | null = null) =>
      routeFacts(
        testFacts(),
        testContext(world, {
          options: testOptions({ pin: { model: "a/strong", provider }, allowProviders }),
        }),
      );
    expect(pinned("p1").winner?.offer).toBe("a/strong@p1");
    expect(pinned("p1").fallbacks).toEqual([]);
    expect(pinned("p1#fp8").winner?.offer).toBe("a/strong@p1#fp8");
    expect(pinned("p1#fp8").fallbacks).toEqual([]);
    expect(pinned("p1#fp8", ["p1"]).winner?.offer).toBe("a/strong@p1#fp8");
    expect(pinned("p1#fp8", ["p2"]).reason.code).toBe("out_of_scope");
    expect(pinned("p1#int4").reason.code).toBe("model_not_found");
  });

  it("a pinned model of unknown quality serves, also where the policy never lets the router choose one", () => {
    const policy = testPolicy({ unknownQuality: "never" });
    const plan = routeFacts(
      testFacts(),
      context({ policy, options: testOptions({ pin: { model: "custom", provider: null } }) }),
    );
    expect(plan.winner?.model).toBe("custom");
  });

  it("scope refuses pins first: request, key and locked policy pins alike", () => {
    const pin: Pin = { model: "a/strong", provider: null };
    const scoped = { allowModels: ["a/small"] };
    const contexts = [
      context({ policy: testPolicy(scoped), options: testOptions({ pin }) }),
      context({ policy: testPolicy({ allowProviders: ["p3"] }), options: testOptions({ pin }) }),
      context({ policy: testPolicy(scoped, { pin }) }),
      context({ policy: testPolicy({ ...scoped, locked: true, pin }) }),
      context({
        policy: testPolicy({ ...scoped, locked: true, pin: { model: "a/small", provider: null } }),
        options: testOptions({ pin }),
      }),
      context({
        policy: testPolicy({ allowProviders: ["p1"] }),
        options: testOptions({ pin: { ...pin, provider: "p2" } }),
      }),
    ];
    for (const each of contexts) {
      const plan = routeFacts(testFacts(), each);
      expect(plan.reason.code).toBe("out_of_scope");
      expect([plan.winner, plan.candidates, plan.exclusions.length]).toEqual([null, [], offers.length]);
    }
  });

  it("the request's pin to what nobody knows, or nobody here serves, is model_not_found", () => {
    const absent = testContext(testSnapshot([strong, small, custom, testModel("a/absent")], offers), {
      options: testOptions({ pin: { model: "a/absent", provider: null } }),
    });
    expect(routeFacts(testFacts(), pinnedTo("gpt-9")).reason).toEqual({
      code: "model_not_found",
      sentence: '"gpt-9" is not a model known here. GET /v1/models lists what can be asked for.',
    });
    expect(routeFacts(testFacts(), pinnedTo("constructor")).reason.sentence).toContain(
      "is not a model known here",
    );
    expect(routeFacts(testFacts(), pinnedTo("a/small", "p2")).reason.code).toBe("model_not_found");
    expect(routeFacts(testFacts(), absent).reason.sentence).toContain(
      "is known, but nothing connected here serves it",
    );
  });

  it("a policy's pin to a vanished model is no_candidate, with every other offer excluded by the pin", () => {
    const plan = routeFacts(
      testFacts(),
      context({ policy: testPolicy({ pin: { model: "a/gone", provider: null } }) }),
    );
    expect(plan.reason.code).toBe("no_candidate");
    expect(plan.exclusions).toHaveLength(offers.length);
    expect(plan.exclusions[0]).toMatchObject({ rule: "pin", limit: "a/gone" });
  });

  it("a pinned model that lacks a needed capability is no_candidate with that exclusion", () => {
    const blind = testOffer("a/strong", "p1", {
      capabilities: { ...offers[0]!.capabilities, vision: false },
    });
    const facts = testFacts("code", "low", {
      features: { needs: { ...testFacts().features.needs, vision: true } },
    });
    const snapshot = testSnapshot([strong, small], [blind, offers[2]!]);
    const plan = routeFacts(
      facts,
      testContext(snapshot, { options: testOptions({ pin: { model: "a/strong", provider: null } }) }),
    );
    expect(plan.reason.sentence).toBe(
      '"a/strong" is pinned, but may not serve this request: the only offer is without images. Loosen a limit or connect another provider.',
    );
    expect(plan.exclusions.map((exclusion) => exclusion.rule)).toEqual(["capability", "pin"]);
  });

  it("a task pin looks at the most probable task, decided or not", () => {
    const policy = testPolicy({ taskPins: { chat: { model: "custom", provider: null } } });
    const undecided = testFacts("chat", "low", {
      profile: { tasks: taskShares({ chat: 0.4, code: 0.35, math: 0.25 }) },
    });
    expect(routeFacts(undecided, context({ policy })).pin?.source).toBe("team-task");
    expect(routeFacts(testFacts("code"), context({ policy })).pin).toBeNull();
  });
});

describe("a running conversation", () => {
  const cached = { ...testPrice("s1", 1), cachedInputNanoUsdPerMTok: 100_000_000 };
  const near = testModel("a/near", { code: 2 });
  const holder = testOffer("a/near", "p1", { price: cached });
  const rival = testOffer("a/strong", "p1", { price: testPrice("r", 1.1) });
  const snapshot = testSnapshot([near, strong], [holder, rival]);
  const facts = (inToolLoop: boolean) =>
    testFacts("code", "medium", { features: { inputTokens: 20_000, inToolLoop } });
  const incumbent = { offer: "a/near@p1", cachedTokens: 19_000 };

  it("a challenger pays for the prompt cache that moving would lose", () => {
    const free = routeFacts(facts(false), testContext(snapshot));
    expect(free.winner?.model).toBe("a/strong");
    const held = routeFacts(
      facts(false),
      testContext(snapshot, { incumbent, policy: testPolicy({ weights: { lambda: 15, mu: 0 } }) }),
    );
    expect(held.winner?.model).toBe("a/near");
    const [winner, challenger] = held.candidates;
    expect(winner?.score.terms.switching).toBe(0);
    expect(challenger?.score.terms.switching).toBeCloseTo(-15 * Math.log10(20_500 / 3_400), 5);
    expect(winner?.expected.costNanoUsd).toBe(3_400_000);
  });

  it("the cache counts once: the incumbent's lead equals what its discount is worth", () => {
    const held = routeFacts(facts(false), testContext(snapshot, { incumbent }));
    const full = routeFacts(facts(false), testContext(snapshot));
    const lead = (plan: typeof held) => {
      const value = (model: string) =>
        plan.candidates.find((candidate) => candidate.model === model)!.score.value!;
      return value("a/near") - value("a/strong");
    };
    expect(lead(held) - lead(full)).toBeCloseTo(8 * Math.log10(20_500 / 3_400), 5);
  });

  it("costs nothing when the incumbent's cached price is unknown or it may not serve any more", () => {
    const uncached = testSnapshot([near, strong], [{ ...holder, price: testPrice("n", 1) }, rival]);
    const gone = testContext(snapshot, { incumbent, options: testOptions({ excludeModels: ["a/near"] }) });
    for (const each of [testContext(uncached, { incumbent }), gone]) {
      expect(
        routeFacts(facts(false), each).candidates.every((candidate) => candidate.score.terms.switching === 0),
      ).toBe(true);
    }
  });

  it("inside a tool loop the incumbent stays, unless it may not serve", () => {
    const plan = routeFacts(
      facts(true),
      testContext(snapshot, { incumbent: { ...incumbent, cachedTokens: 0 } }),
    );
    expect(plan.winner?.model).toBe("a/near");
    expect(plan.reason).toMatchObject({ code: "incumbent" });
    expect(plan.reason.sentence).toMatch(
      /^near stays because the conversation is inside its tool loop; it scores [\d.]+ points below strong/,
    );
    const excluded = testContext(snapshot, {
      incumbent,
      options: testOptions({ excludeModels: ["a/near"] }),
    });
    expect(routeFacts(facts(true), excluded).winner?.model).toBe("a/strong");
  });
});
