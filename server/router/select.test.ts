import { describe, expect, it } from "vitest";
import { routeFacts } from "./route-facts";
import {
  testContext,
  testFacts,
  testModel,
  testOffer,
  testOptions,
  testPrice,
  testSnapshot,
} from "./testing/fixtures";
import type { Offer, UnknownQuality } from "./types";

const known = testModel("a/known", { code: 1 });
const custom = testModel("custom");
const order = (...offers: Offer[]) =>
  routeFacts(testFacts(), testContext(testSnapshot([known, custom], offers))).candidates.map(
    (candidate) => candidate.provider,
  );

const free = (id: string) => testPrice(id, 0);
const slow = { firstTokenMs: 90, tokensPerSecond: 100_000, source: "catalog" as const };
const slower = { ...slow, firstTokenMs: 95 };

describe("the total order of candidates", () => {
  it("on equal scores: cost, then latency, then the operator's priority, then id", () => {
    // Prices and times below the floors score alike.
    const cents = (id: string) => ({ ...testPrice(id, 0), inputNanoUsdPerMTok: 1_000_000 });
    expect(
      order(
        testOffer("a/known", "p5", { price: cents("5"), latency: slow }),
        testOffer("a/known", "p4", { price: free("4"), latency: slower }),
        testOffer("a/known", "p3", { price: free("3"), latency: slow, priority: 1 }),
        testOffer("a/known", "p2", { price: free("2"), latency: slow, priority: 0 }),
        testOffer("a/known", "p1", { price: free("1"), latency: slow, priority: 0 }),
      ),
    ).toEqual(["p1", "p2", "p3", "p4", "p5"]);
  });

  it("candidates of unknown quality: expected cost with an unknown price last, then priority, then id", () => {
    expect(
      order(
        testOffer("custom", "p1", { price: null }),
        testOffer("custom", "p2", { price: testPrice("2", 900) }),
        testOffer("custom", "p3", { price: testPrice("3", 2), priority: 1 }),
        testOffer("custom", "p5", { price: testPrice("5", 2) }),
        testOffer("custom", "p4", { price: testPrice("4", 2) }),
      ),
    ).toEqual(["p4", "p5", "p3", "p2", "p1"]);
  });

  it("a known candidate goes before every unknown one, however dear", () => {
    expect(
      order(testOffer("custom", "p1", { price: free("1") }), testOffer("a/known", "p2", { price: null })),
    ).toEqual(["p2", "p1"]);
  });
});

describe("fallbacks of unknown quality", () => {
  const many = ["p1", "p2", "p3", "p4", "p5"].map((provider) => testOffer("a/known", provider));
  const unknown = [testOffer("custom", "q1", { price: testPrice("q1", 2) }), testOffer("custom", "q2")];
  const fallbacks = (
    offers: Offer[],
    unknownQuality: UnknownQuality | null,
    fallback: boolean | null = null,
  ) =>
    routeFacts(
      testFacts(),
      testContext(testSnapshot([known, custom], offers), {
        options: testOptions({ unknownQuality, fallback }),
      }),
    ).fallbacks;

  it("last-resort leaves a list that known candidates fill to them; allow keeps its last place for the first unknown one", () => {
    const filled = ["a/known@p2", "a/known@p3", "a/known@p4"];
    expect(fallbacks([...many, ...unknown], null)).toEqual(filled);
    expect(fallbacks([...many, ...unknown], "last-resort")).toEqual(filled);
    expect(fallbacks([...many, ...unknown], "allow")).toEqual(["a/known@p2", "a/known@p3", "custom@q2"]);
  });

  it("where the list has room both name the same ones, and no fallback stays none", () => {
    const few = [many[0]!, many[1]!, ...unknown];
    expect(fallbacks(few, "allow")).toEqual(["a/known@p2", "custom@q2", "custom@q1"]);
    expect(fallbacks(few, "last-resort")).toEqual(fallbacks(few, "allow"));
    expect(fallbacks([...many, ...unknown], "allow", false)).toEqual([]);
  });

  it("allow never lets an unknown candidate win over a known one", () => {
    const context = testContext(testSnapshot([known, custom], [...many, ...unknown]), {
      options: testOptions({ unknownQuality: "allow" }),
    });
    expect(routeFacts(testFacts(), context).winner?.model).toBe("a/known");
  });
});
