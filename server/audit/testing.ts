/** Test-only: drafts that the real router decided, on a small snapshot with every kind of candidate. */
import { newId } from "@/server/platform/ids";
import { toTimestamp } from "@/server/platform/clock";
import { routeFacts } from "@/server/router/route";
import {
  taskShares,
  testContext,
  testFacts,
  testModel,
  testOffer,
  testSnapshot,
} from "@/server/router/testing/fixtures";
import type { RequestFacts, RouteContext, Snapshot } from "@/server/router/types";
import type { Attempt, Usage } from "./decision";
import { newDraft, type DecisionDraft } from "./draft";

/** Models of rising ability and price at two providers, one of unknown quality, one that is too small. */
export function auditSnapshot(models = 5, id = "snap_audit"): Snapshot {
  const known = Array.from({ length: models }, (_, index) =>
    testModel(`org/model-${index}`, { code: index / 3 - 0.7123, chat: index / 4 }),
  );
  const offers = known.flatMap((model, index) => [
    testOffer(model.id, "alpha", {
      latency: { firstTokenMs: 200 + index * 37, tokensPerSecond: 80 - index / 3, source: "catalog" },
    }),
    testOffer(model.id, "beta", {
      contextTokens: index === 0 ? 512 : 128_000,
      price: index === 1 ? null : testOffer(model.id, "beta").price,
    }),
  ]);
  const custom = testModel("my-model", {}, { inCatalog: false });
  const snapshot = testSnapshot(
    [...known, custom],
    [...offers, testOffer("my-model", "local", { price: null, latency: null })],
  );
  return { ...snapshot, id };
}

export interface DraftParts {
  id?: string;
  teamId?: string;
  keyId?: string | null;
  atMs?: number;
  snapshot?: Snapshot;
  facts?: RequestFacts;
  context?: Partial<RouteContext>;
}

export const AT_MS = Date.parse("2026-03-14T15:09:26.535Z");

export function testDraft(parts: DraftParts = {}): DecisionDraft {
  const atMs = parts.atMs ?? AT_MS;
  const facts =
    parts.facts ??
    testFacts("code", "medium", {
      profile: {
        tasks: taskShares({ code: 0.612, chat: 0.388 }),
        complexity: { low: 0.101, medium: 0.7, high: 0.199 },
      },
    });
  const context = testContext(parts.snapshot ?? auditSnapshot(), {
    now: toTimestamp(atMs),
    ...parts.context,
  });
  return newDraft({
    id: parts.id ?? newId("dec", atMs),
    createdAt: atMs,
    teamId: parts.teamId ?? "team_test",
    keyId: parts.keyId ?? "key_test",
    facts,
    context,
    plan: routeFacts(facts, context),
    routerVersion: "1",
  });
}

export const USAGE: Usage = {
  inputTokens: 1013,
  outputTokens: 407,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  reasoningTokens: 0,
  totalTokens: 1420,
  estimated: false,
};

/** Two attempts: the winner refused, the first fallback answered. */
export function serve(draft: DecisionDraft): DecisionDraft {
  const [first, second] = [draft.plan.winner!.offer, draft.plan.fallbacks[0]!];
  const cost = { value: 1_420_000, currency: "USD" as const, priceRow: `price:${second}` };
  const attempt = (offer: string, more: Partial<Attempt>): Attempt => ({
    id: newId("att", draft.createdAt),
    offer,
    startedAt: toTimestamp(draft.createdAt + 2),
    outcome: "served",
    status: 200,
    reportedModel: "model-as-reported",
    timings: { headMs: 101.23, firstOutputMs: 120, totalMs: 3071.5 },
    usage: USAGE,
    cost,
    error: null,
    ...more,
  });
  draft.attempts.push(
    attempt(first, {
      outcome: "rate-limited",
      status: 429,
      usage: null,
      error: "429 from alpha",
      cost: { value: null, currency: "USD", priceRow: null },
    }),
    attempt(second, { startedAt: toTimestamp(draft.createdAt + 250) }),
  );
  return Object.assign(draft, {
    state: "served",
    usage: USAGE,
    cost,
    served: second,
    flags: { ...draft.flags, fellBack: true },
  });
}
