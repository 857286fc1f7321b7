import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { routeFacts } from "./route-facts";
import { anyContext, anyFacts, freeContext } from "./testing/arbitraries";
import type { Candidate, Mode, Offer, Plan, RouteContext, Task } from "./types";

const RUNS = { numRuns: 150 };

/** A copy of the context with other offers: the memo of the first snapshot must not leak into the second. */
const withOffers = (context: RouteContext, offers: Offer[]): RouteContext => ({
  ...context,
  snapshot: { ...context.snapshot, offers },
});

const chosen = (plan: Plan) => (plan.winner === null ? null : plan.winner.offer);
const isKnown = (candidate: Candidate) => candidate.score.state === "known";

describe("without pin or incumbent", () => {
  it("removing an excluded or losing offer never changes the winner", () => {
    fc.assert(
      fc.property(anyFacts, freeContext, fc.nat(), (facts, context, at) => {
        const plan = routeFacts(facts, context);
        const losers = context.snapshot.offers.filter((offer) => offer.id !== chosen(plan));
        if (losers.length === 0) return;
        const removed = losers[at % losers.length]!;
        const rest = context.snapshot.offers.filter((offer) => offer !== removed);
        expect(chosen(routeFacts(facts, withOffers(context, rest)))).toBe(chosen(plan));
      }),
      RUNS,
    );
  });

  it("the order in which a snapshot lists its offers changes neither winner nor ranking", () => {
    fc.assert(
      fc.property(anyFacts, freeContext, (facts, context) => {
        const plan = routeFacts(facts, context);
        const turned = routeFacts(facts, withOffers(context, context.snapshot.offers.toReversed()));
        expect(turned.candidates).toEqual(plan.candidates);
        expect(turned.fallbacks).toEqual(plan.fallbacks);
      }),
      RUNS,
    );
  });

  it("a dearer twin never wins, whatever its id and however small the difference", () => {
    fc.assert(
      fc.property(
        anyFacts,
        freeContext,
        fc.nat(),
        fc.integer({ min: 1, max: 1_000_000_000 }),
        (facts, context, at, extra) => {
          const priced = context.snapshot.offers.filter((offer) => offer.price !== null);
          if (priced.length === 0) return;
          const original = priced[at % priced.length]!;
          const price = original.price!;
          const twin: Offer = {
            ...original,
            id: `!${original.id}`,
            price: {
              ...price,
              inputNanoUsdPerMTok: price.inputNanoUsdPerMTok + extra,
              outputNanoUsdPerMTok: price.outputNanoUsdPerMTok + extra,
            },
          };
          const open = { ...context, health: { version: "none", offers: {} } };
          expect(chosen(routeFacts(facts, withOffers(open, [...context.snapshot.offers, twin])))).not.toBe(
            twin.id,
          );
        },
      ),
      RUNS,
    );
  });

  it("raising one measured ability of a model never lowers its rank", () => {
    fc.assert(
      fc.property(
        anyFacts,
        freeContext,
        fc.nat(),
        fc.integer({ min: 1, max: 50 }),
        (facts, context, at, tenths) => {
          const before = routeFacts(facts, context);
          const raised = raiseOne(context, at, tenths / 10);
          if (raised === null) return;
          const after = routeFacts(facts, raised.context);
          expect(rankOf(after, raised.model)).toBeLessThanOrEqual(rankOf(before, raised.model));
        },
      ),
      RUNS,
    );
  });

  it("removing all of a model's evidence for a task makes it unknown there", () => {
    fc.assert(
      fc.property(anyFacts, freeContext, fc.nat(), (facts, context, at) => {
        const plan = routeFacts(facts, context);
        const known = plan.candidates.filter(isKnown);
        if (known.length === 0) return;
        const { model } = known[at % known.length]!;
        const after = routeFacts(facts, withoutEvidence(context, model, plan.task.name));
        expect(after.candidates.filter((candidate) => candidate.model === model).filter(isKnown)).toEqual([]);
      }),
      RUNS,
    );
  });

  it("unknown never beats known: not for the win, not in the ranking, not among the fallbacks", () => {
    fc.assert(
      fc.property(anyFacts, freeContext, (facts, context) => {
        const plan = routeFacts(facts, context);
        const states = plan.candidates.map((candidate) => candidate.score.state);
        expect(states).toEqual(states.toSorted());
        const order = plan.candidates.map((candidate) => candidate.offer);
        expect([chosen(plan), ...plan.fallbacks].filter((id) => id !== null)).toEqual(
          order.slice(0, plan.fallbacks.length + (order.length > 0 ? 1 : 0)),
        );
      }),
      RUNS,
    );
  });
});

describe("always", () => {
  it("equal input gives an equal decision, also after a round trip through JSON", () => {
    fc.assert(
      fc.property(anyFacts, anyContext, (facts, context) => {
        const plan = routeFacts(facts, context);
        const replayed = routeFacts(JSON.parse(JSON.stringify(facts)), JSON.parse(JSON.stringify(context)));
        expect(replayed).toEqual(plan);
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      }),
      RUNS,
    );
  });

  it("every offer is a candidate or an exclusion, never both and never lost", () => {
    fc.assert(
      fc.property(anyFacts, anyContext, (facts, context) => {
        const plan = routeFacts(facts, context);
        const seen = [...plan.candidates, ...plan.exclusions].map((entry) => entry.offer);
        expect(seen.toSorted()).toEqual(context.snapshot.offers.map((offer) => offer.id).toSorted());
        expect(plan.winner === null).toBe(plan.candidates.length === 0);
      }),
      RUNS,
    );
  });

  it("scope holds for winner, candidates and fallbacks, pinned or not", () => {
    fc.assert(
      fc.property(anyFacts, anyContext, (facts, context) => {
        const plan = routeFacts(facts, context);
        const served = new Set([
          chosen(plan),
          ...plan.fallbacks,
          ...plan.candidates.map((candidate) => candidate.offer),
        ]);
        for (const offer of context.snapshot.offers)
          if (served.has(offer.id)) expect(inScope(offer, context)).toBe(true);
      }),
      RUNS,
    );
  });

  it("a pin never moves to another model, an offer pin never to another offer", () => {
    fc.assert(
      fc.property(anyFacts, anyContext, (facts, context) => {
        const { pin, winner, fallbacks } = routeFacts(facts, context);
        if (pin === null) return;
        const byId = new Map(context.snapshot.offers.map((offer) => [offer.id, offer]));
        for (const id of [winner?.offer, ...fallbacks]) {
          if (id === undefined) continue;
          expect(byId.get(id)!.model).toBe(pin.model);
          if (pin.provider !== null) expect(byId.get(id)!.provider).toBe(pin.provider);
        }
        if (pin.provider !== null) expect(fallbacks).toEqual([]);
      }),
      RUNS,
    );
  });

  it("a missing price or latency never passes a ceiling", () => {
    fc.assert(
      fc.property(anyFacts, anyContext, (facts, context) => {
        const { candidates } = routeFacts(facts, context);
        const levels = [context.policy.team, context.policy.key, context.options];
        for (const { constraints } of levels) {
          for (const { expected, score } of candidates) {
            if (constraints.maxCostNanoUsd !== null) {
              expect(expected.costUnknown).toBe(false);
              expect(expected.costNanoUsd).toBeLessThanOrEqual(constraints.maxCostNanoUsd);
            }
            if (constraints.maxLatencyMs !== null) {
              expect(expected.latencyUnknown).toBe(false);
              expect(expected.latencyMs).toBeLessThanOrEqual(constraints.maxLatencyMs);
            }
            if (constraints.minQuality !== null)
              expect(score.terms.success).toBeGreaterThanOrEqual(constraints.minQuality);
          }
        }
      }),
      RUNS,
    );
  });

  it("a known score is the sum of the terms that the record shows, inside its interval", () => {
    fc.assert(
      fc.property(anyFacts, anyContext, (facts, context) => {
        for (const { score } of routeFacts(facts, context).candidates) {
          const { success, cost, latency, switching } = score.terms;
          expect(switching).toBeLessThanOrEqual(0);
          if (score.state === "unknown") {
            expect([score.value, score.interval, success]).toEqual([null, null, null]);
            continue;
          }
          expect(score.value!).toBeCloseTo(success! + cost + latency + switching, 5);
          expect(score.interval![0]).toBeLessThanOrEqual(score.value!);
          expect(score.interval![1]).toBeGreaterThanOrEqual(score.value!);
        }
      }),
      RUNS,
    );
  });

  it("with fallback off anywhere there are no fallbacks, and never more than the limit", () => {
    fc.assert(
      fc.property(anyFacts, anyContext, (facts, context) => {
        const { fallbacks, winner } = routeFacts(facts, context);
        const off = [context.policy.team, context.policy.key, context.options].some(
          (level) => level.fallback === false,
        );
        expect(fallbacks.length).toBeLessThanOrEqual(off ? 0 : context.snapshot.constants.fallbackLimit);
        expect(fallbacks).not.toContain(winner?.offer);
      }),
      RUNS,
    );
  });
});

function rankOf(plan: Plan, model: string): number {
  const rank = plan.candidates.findIndex((candidate) => candidate.model === model);
  return rank < 0 ? Number.POSITIVE_INFINITY : rank;
}

function raiseOne(
  context: RouteContext,
  at: number,
  by: number,
): { context: RouteContext; model: string } | null {
  const measured: { model: string; task: Task; mode: Mode }[] = [];
  for (const model of Object.values(context.snapshot.models)) {
    for (const [task, modes] of Object.entries(model.abilities)) {
      for (const mode of Object.keys(modes))
        measured.push({ model: model.id, task: task as Task, mode: mode as Mode });
    }
  }
  if (measured.length === 0) return null;
  const { model, task, mode } = measured[at % measured.length]!;
  const snapshot = structuredClone(context.snapshot);
  snapshot.models[model]!.abilities[task]![mode]!.value += by;
  return { context: { ...context, snapshot }, model };
}

function withoutEvidence(context: RouteContext, model: string, task: Task): RouteContext {
  const snapshot = structuredClone(context.snapshot);
  delete snapshot.models[model]!.abilities[task];
  return { ...context, snapshot };
}

/** Scope told a second time, in the plainest way. */
function inScope(offer: Offer, context: RouteContext): boolean {
  const names = (pattern: string) =>
    pattern === "*" ||
    pattern === offer.model ||
    (pattern.endsWith("/*") && offer.model.startsWith(pattern.slice(0, -1)));
  return [context.policy.team, context.policy.key, context.options].every(
    (level) =>
      (level.allowModels === null || level.allowModels.some(names)) &&
      !level.excludeModels.some(names) &&
      (level.allowProviders === null || level.allowProviders.includes(offer.provider)),
  );
}
