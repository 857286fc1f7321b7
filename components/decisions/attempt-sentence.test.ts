import { expect, test } from "vitest";
import type { Attempt, AttemptOutcome } from "@/server/audit/decision";
import { attemptSentence } from "./attempt-sentence";

const attempt = (offer: string, outcome: AttemptOutcome, totalMs = 10): Attempt => ({
  id: "att_1",
  offer,
  startedAt: "2026-11-22T10:00:00.000Z",
  outcome,
  status: null,
  reportedModel: null,
  timings: { headMs: null, firstOutputMs: null, totalMs },
  usage: null,
  cost: { value: null, currency: "USD", priceRow: null },
  error: null,
});

test("an answer at the first try needs no second sentence", () => {
  expect(attemptSentence({ state: "served", attempts: [attempt("a/b@one", "served")] })).toBeNull();
});

test("a fallback names who failed, how, and who answered", () => {
  const attempts = [attempt("a/b@one", "timeout", 4000), attempt("c/d@two", "served")];
  expect(attemptSentence({ state: "served", attempts })).toBe(
    "The first attempt, at one: timed out after 4.00 s; then c/d at two answered.",
  );
});

test("a failure of all names each and claims no answer", () => {
  const attempts = [attempt("a/b@one", "connect-failed"), attempt("a/b@two", "upstream-5xx")];
  expect(attemptSentence({ state: "failed", attempts })).toBe(
    "The first attempt, at one: could not connect; the second attempt, at two: the provider failed.",
  );
});
