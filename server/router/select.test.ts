import { describe, expect, it } from "vitest";
import { routeFacts } from "./route-facts";
import { testContext, testFacts, testModel, testOffer, testPrice, testSnapshot } from "./testing/fixtures";
import type { Offer } from "./types";

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
