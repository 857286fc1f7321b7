import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAPABILITIES, COMPLEXITY_LEVELS, TASKS, type Candidate } from "@/server/router/types";
import { testOptions, testPolicy } from "@/server/router/testing/fixtures";
import type { DecisionDraft } from "../draft";
import { toDecision } from "../draft";
import { replay } from "../replay";
import { auditSnapshot, AT_MS, serve, testDraft } from "../testing";
import { ByteReader, ByteWriter } from "./bytes";
import { packCandidates, unpackCandidates } from "./candidates";
import { rowOf } from "./row-of";
import { listOfAll, STORED_CAPABILITIES, STORED_LEVELS, STORED_TASKS } from "./stored-lists";

/** What PostgreSQL gives back for a row: json parsed, timestamptz as Date, bytea as bytes. */
const asRead = (draft: DecisionDraft) => {
  const row = rowOf(draft, draft.state);
  return {
    ...row,
    record: JSON.parse(row.record as string),
    created_at: new Date(row.created_at),
    candidates: new Uint8Array(row.candidates),
  };
};

describe("the stored form", () => {
  it("keeps integers of every safe size and sign", () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger()), (values) => {
        const writer = new ByteWriter();
        writer.start();
        const halves = values.map((value) => Math.trunc(value / 4));
        for (const value of halves) writer.signed(value);
        const reader = new ByteReader(writer.finish());
        for (const value of halves) expect(reader.signed()).toBe(value === 0 ? 0 : value);
        expect(reader.done).toBe(true);
      }),
    );
  });

  it("keeps every digit of every candidate, known or unknown", () => {
    const snapshot = auditSnapshot();
    const points = fc.integer({ min: -500_000_000, max: 500_000_000 }).map((value) => value / 1e6);
    const candidate = fc.record({
      index: fc.nat(snapshot.offers.length - 1),
      known: fc.boolean(),
      thinking: fc.boolean(),
      values: fc.tuple(points, points, points, points, points, points, points),
      expected: fc.record({
        costNanoUsd: fc.nat(1e12),
        costUnknown: fc.boolean(),
        latencyMs: fc.nat(1e7),
        latencyUnknown: fc.boolean(),
      }),
    });
    fc.assert(
      fc.property(fc.array(candidate), (drawn) => {
        const candidates = drawn.map(({ index, known, thinking, values, expected }): Candidate => {
          const offer = snapshot.offers[index]!;
          const [success, cost, latency, switching, value, low, high] = values;
          return {
            offer: offer.id,
            model: offer.model,
            provider: offer.provider,
            mode: thinking ? "thinking" : "standard",
            score: {
              state: known ? "known" : "unknown",
              value: known ? value : null,
              interval: known ? [low, high] : null,
              terms: { success: known ? success : null, cost, latency, switching },
            },
            expected,
          };
        });
        // The interval is kept to a ten-thousandth of a point, everything else to the last digit.
        const near = (ends: Candidate["score"]["interval"]) =>
          ends?.map((value) => expect.closeTo(value, 3)) ?? null;
        const plain = (list: Candidate[]) => JSON.parse(JSON.stringify(list));
        const expected = plain(candidates).map((one: Candidate) => ({
          ...one,
          score: { ...one.score, interval: near(one.score.interval) },
        }));
        expect(plain(unpackCandidates(packCandidates(candidates, snapshot), snapshot))).toEqual(expected);
      }),
    );
  });

  it("still has every task, level and capability of the router, in the order that old rows were written in", () => {
    expect(STORED_TASKS).toEqual(TASKS);
    expect(STORED_LEVELS).toEqual(COMPLEXITY_LEVELS);
    expect(STORED_CAPABILITIES).toEqual(CAPABILITIES);
  });

  it("a row gives back what the plan, the attempts and the facts said", () => {
    const draft = serve(testDraft());
    const decision = toDecision(draft);
    expect(decision).toMatchObject({
      id: draft.id,
      createdAt: "2026-03-14T15:09:26.535Z",
      state: "served",
      flags: { fellBack: true, pinned: false, degraded: false, simulated: false, deferred: false },
      requestedModel: "auto",
      objective: draft.plan.objective,
      task: draft.plan.task,
      complexity: draft.plan.complexity,
      winner: { offer: draft.plan.winner!.offer },
      candidates: draft.plan.candidates.map((one) => ({
        ...one,
        score: { ...one.score, interval: one.score.interval && expect.any(Array) },
      })),
      fallbacks: draft.plan.fallbacks,
      margin: draft.plan.margin,
      reason: draft.plan.reason,
      attempts: draft.attempts,
      usage: draft.usage,
      cost: draft.cost,
      features: draft.facts.features,
      profile: draft.facts.profile,
      pin: null,
      versions: {
        router: "1",
        classifier: "test",
        snapshot: "snap_audit",
        policy: "default",
        health: "none",
      },
    });
    expect(new Set(decision.exclusions)).toEqual(new Set(draft.plan.exclusions));
    expect(decision.exclusions.length).toBeGreaterThan(0);
  });

  it("the columns name who answered, not who was chosen", () => {
    const row = rowOf(serve(testDraft()), "served");
    const draft = testDraft();
    const [model, provider] = draft.plan.fallbacks[0]!.split("@");
    expect(row).toMatchObject({ model, provider });
    expect(rowOf(draft, "open").model).toBe(draft.plan.winner!.model);
  });

  it("a requested model with a NUL character is stored and read back as it came", () => {
    const draft = testDraft({ context: { options: testOptions({ requestedModel: "a\0b" }) } });
    expect(rowOf(draft, "open").requested_model).not.toContain("\0");
    expect(toDecision(draft).requestedModel).toBe("a\0b");
  });

  it("says what a tenfold price was worth and what had to be assumed, and replays with both", () => {
    const snapshot = auditSnapshot();
    const unsure = {
      ...snapshot,
      offers: snapshot.offers.map((offer) => ({
        ...offer,
        capabilities: { ...offer.capabilities, vision: null, file: null },
      })),
    };
    const policy = testPolicy({ weights: { lambda: 12.5, mu: 3 } });
    const base = testDraft();
    const needs = { ...base.facts.features.needs, vision: true, file: true };
    const draft = testDraft({
      snapshot: unsure,
      facts: { ...base.facts, features: { ...base.facts.features, needs } },
      context: { policy },
    });
    expect(draft.plan.assumedCapabilities).toEqual(["vision", "file"]);
    expect(toDecision(draft)).toMatchObject({
      weights: { lambda: 12.5, mu: 3 },
      assumedCapabilities: ["vision", "file"],
    });
    expect(replay(asRead(draft), unsure, policy)).toMatchObject({ same: true, plan: draft.plan });
    expect(replay(asRead(draft), unsure, testPolicy()).same).toBe(false);
  });

  it("an objective's own weights take no room in a row, and are on the record all the same", () => {
    const draft = testDraft();
    expect(asRead(draft).record).not.toHaveProperty("wt");
    expect(toDecision(draft)).toMatchObject({
      weights: draft.context.snapshot.constants.objectives[draft.plan.objective],
      assumedCapabilities: [],
    });
  });

  it("a list that must name every member does not compile without one", () => {
    // @ts-expect-error "c" is missing
    listOfAll<"a" | "b" | "c">()(["a", "b"]);
    expect(listOfAll<"a" | "b">()(["a", "b"])).toEqual(["a", "b"]);
  });

  it("a stored decision replays to itself, whatever the request asked for", () => {
    const snapshot = auditSnapshot();
    const offer = fc.constantFrom(...snapshot.offers);
    const context = fc.record({
      objective: fc.constantFrom("quality", "balanced", "cost", "latency", null),
      excluded: fc.subarray(snapshot.offers.map(({ model }) => model)),
      pin: fc.option(offer.map(({ model, provider }) => ({ model, provider }))),
      maxCostNanoUsd: fc.option(fc.nat(5e6)),
      incumbent: fc.option(offer.map(({ id }) => ({ offer: id, cachedTokens: 900 }))),
      sick: fc.option(offer.map(({ id }) => id)),
      inToolLoop: fc.boolean(),
    });
    fc.assert(
      fc.property(context, ({ objective, excluded, pin, maxCostNanoUsd, incumbent, sick, inToolLoop }) => {
        const options = testOptions({
          objective,
          excludeModels: excluded,
          pin,
          constraints: { maxCostNanoUsd, maxLatencyMs: null, minQuality: null },
        });
        const latency = { firstTokenMs: 17.25, tokensPerSecond: 3.5, source: "live" as const };
        const offers = sick ? { [sick]: { openUntil: null, latency } } : {};
        const base = testDraft({ snapshot });
        const facts = { ...base.facts, features: { ...base.facts.features, inToolLoop } };
        const draft = testDraft({
          snapshot,
          facts,
          context: { options, incumbent, health: { version: "h1", offers } },
        });
        const replayed = replay(asRead(draft), snapshot, testPolicy());
        expect(replayed.same).toBe(true);
        expect(replayed.plan).toEqual(draft.plan);
      }),
    );
  });

  it("a replay tells when the decision would now be another", () => {
    const draft = testDraft();
    const row = asRead(draft);
    const otherModels = { ...draft.context.snapshot, models: {} };
    expect(replay(row, otherModels, testPolicy()).same).toBe(false);
    expect(replay(row, draft.context.snapshot, testPolicy(), "cost")).toMatchObject({
      same: null,
      plan: { objective: "cost" },
    });
  });

  it("a decision of 10 candidates takes at most 1.5 kB, one of 60 at most 2.5 kB", () => {
    const bytesOf = (models: number) => {
      const row = asRead(serve(testDraft({ snapshot: auditSnapshot(models), atMs: AT_MS })));
      const { record, candidates, ...columns } = row;
      const text = Object.values(columns).reduce<number>(
        (sum, value) => sum + (typeof value === "string" ? value.length + 1 : 8),
        0,
      );
      return {
        candidates: toDecision(serve(testDraft({ snapshot: auditSnapshot(models) }))).candidates.length,
        bytes: 28 + text + JSON.stringify(record).length + candidates.length,
      };
    };
    const few = bytesOf(5);
    const many = bytesOf(30);
    expect(few.candidates).toBeGreaterThanOrEqual(10);
    expect(many.candidates).toBeGreaterThanOrEqual(60);
    expect(few.bytes).toBeLessThanOrEqual(1_500);
    expect(many.bytes).toBeLessThanOrEqual(2_560);
  });
});
