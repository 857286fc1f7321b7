import {
  CAPABILITIES,
  type Capability,
  type Exclusion,
  type Mode,
  type RequestFacts,
  type RouteContext,
} from "./types";
import { isPinned, type EffectivePolicy } from "./effective";
import { exclusionOf, type Refusal } from "./exclusion";
import { expect, modeOf, outputTokensOf, type Expected } from "./expected";
import { modelRefusal, providerRefusal } from "./scope";
import { predictSuccess, type Contender, type Success } from "./score";
import { indexOf, type IndexedOffer } from "./snapshot-index";
import type { TaskView } from "./task-view";
import { settleUnknownCapabilities, type Eligibility } from "./unknown-capabilities";

/** What is asked of the offers. */
interface Question {
  facts: RequestFacts;
  view: TaskView;
  policy: EffectivePolicy;
  context: RouteContext;
}

/** One decision's question to each offer, with what is the same for all offers of a model kept aside. */
interface Inquiry extends Question {
  needs: Capability[];
  /** Read only beside live health. */
  nowMs: number;
  anyHealth: boolean;
  /** Per model: the list that refuses it, or null. Undefined until asked. */
  modelRefusals: (string | null | undefined)[];
  /** Per model and mode. Undefined until asked. */
  successes: Record<Mode, (Success | null | undefined)[]>;
  /** What `expect` reads besides the offer. */
  expectation: Parameters<typeof expect>[2];
}

/**
 * Splits the snapshot's offers into contenders and exclusions. Every offer is one or the other; an exclusion carries
 * the first rule, in the order of `EXCLUSION_RULES`, that removed it. Limits compare against stated facts only:
 * an unknown context window passes (nothing says that it is too small), an unknown price, latency or quality does not
 * pass a ceiling that somebody set.
 */
export function findEligible(question: Question): Eligibility {
  const { context, policy } = question;
  const inquiry = prepare(question);
  const survivors: Contender[] = [];
  const exclusions: Exclusion[] = [];
  for (const entry of indexOf(context.snapshot).offers) {
    const outcome = ask(entry, inquiry);
    if ("rule" in outcome) exclusions.push(exclusionOf(entry, outcome));
    else survivors.push(outcome);
  }
  return settleUnknownCapabilities(survivors, exclusions, { needs: inquiry.needs, pin: policy.pin });
}

function prepare(question: Question): Inquiry {
  const { facts, context } = question;
  const { snapshot, health, incumbent } = context;
  const anyHealth = Object.keys(health.offers).length > 0;
  return {
    facts,
    view: question.view,
    policy: question.policy,
    context,
    needs: CAPABILITIES.filter((capability) => facts.features.needs[capability]),
    nowMs: anyHealth ? Date.parse(context.now) : 0,
    anyHealth,
    modelRefusals: [],
    successes: { standard: [], thinking: [] },
    expectation: { facts, constants: snapshot.constants, health, incumbent },
  };
}

/** The rules in their order, cheapest facts first. */
function ask(entry: IndexedOffer, inquiry: Inquiry): Contender | Refusal {
  const refusal = refuseByScope(entry, inquiry) ?? refuseByCapability(entry, inquiry);
  if (refusal !== null) return refusal;

  const { offer, model } = entry;
  const mode = modeOf(model, inquiry.facts.features.thinking);
  const outputTokens = outputTokensOf(entry, mode, inquiry.expectation);
  const tooLong = refuseByContext(entry, outputTokens, inquiry);
  if (tooLong !== null) return tooLong;

  const expected = expect(entry, { mode, outputTokens }, inquiry.expectation);
  const success = offer.evidenceApplies ? successOf(entry, mode, inquiry) : null;
  return (
    refuseByCeiling(expected, inquiry) ??
    refuseByQuality(entry, success, inquiry) ??
    refuseByHealth(entry, inquiry) ?? { entry, expected, success }
  );
}

function refuseByScope(entry: IndexedOffer, inquiry: Inquiry): Refusal | null {
  const { offer, modelIndex } = entry;
  const { scope } = inquiry.policy;
  let limit = inquiry.modelRefusals[modelIndex];
  if (limit === undefined) {
    limit = modelRefusal(scope, offer.model);
    inquiry.modelRefusals[modelIndex] = limit;
  }
  if (limit !== null) return { rule: "scope", value: offer.model, limit };
  const providerLimit = providerRefusal(scope, offer.provider);
  return providerLimit === null ? null : { rule: "provider", value: offer.provider, limit: providerLimit };
}

function refuseByCapability(entry: IndexedOffer, inquiry: Inquiry): Refusal | null {
  for (const capability of inquiry.needs) {
    if (entry.offer.capabilities[capability] === false)
      return { rule: "capability", value: false, limit: capability };
  }
  return null;
}

/** Prompt and answer share the window: what the request reserves for its answer counts, else what is expected. */
function refuseByContext(entry: IndexedOffer, outputTokens: number, inquiry: Inquiry): Refusal | null {
  const { contextTokens, maxOutputTokens } = entry.offer;
  const requested = inquiry.facts.features.maxOutputTokens;
  const needed = inquiry.facts.features.inputTokens + (requested ?? outputTokens);
  if (contextTokens !== null && needed > contextTokens)
    return { rule: "context", value: needed, limit: contextTokens };
  if (requested !== null && maxOutputTokens !== null && requested > maxOutputTokens) {
    return { rule: "context", value: requested, limit: maxOutputTokens };
  }
  return null;
}

function refuseByCeiling(expected: Expected, inquiry: Inquiry): Refusal | null {
  const { maxCostNanoUsd, maxLatencyMs } = inquiry.policy.constraints;
  if (maxCostNanoUsd !== null && (expected.costUnknown || expected.costNanoUsd > maxCostNanoUsd)) {
    return {
      rule: "price-ceiling",
      value: expected.costUnknown ? null : expected.costNanoUsd,
      limit: maxCostNanoUsd,
    };
  }
  if (maxLatencyMs !== null && (expected.latencyUnknown || expected.latencyMs > maxLatencyMs)) {
    return {
      rule: "latency-ceiling",
      value: expected.latencyUnknown ? null : expected.latencyMs,
      limit: maxLatencyMs,
    };
  }
  return null;
}

/** `never` is about what the router may choose by itself: who pins a model has judged it. A stated minimum holds for all. */
function refuseByQuality(entry: IndexedOffer, success: Success | null, inquiry: Inquiry): Refusal | null {
  const { constraints, unknownQuality, pin } = inquiry.policy;
  const { minQuality } = constraints;
  if (minQuality !== null && (success === null || success.points < minQuality)) {
    return { rule: "min-quality", value: success === null ? null : success.points, limit: minQuality };
  }
  if (unknownQuality === "never" && success === null && !(pin !== null && isPinned(pin, entry.offer))) {
    return { rule: "unknown-quality", value: null, limit: unknownQuality };
  }
  return null;
}

function refuseByHealth(entry: IndexedOffer, inquiry: Inquiry): Refusal | null {
  if (!inquiry.anyHealth) return null;
  const openUntil = inquiry.context.health.offers[entry.offer.id]?.openUntil ?? null;
  if (openUntil === null || Date.parse(openUntil) <= inquiry.nowMs) return null;
  return { rule: "health", value: openUntil, limit: null };
}

function successOf(entry: IndexedOffer, mode: Mode, inquiry: Inquiry): Success | null {
  const known = inquiry.successes[mode];
  let success = known[entry.modelIndex];
  if (success === undefined) {
    success = predictSuccess(entry.model, mode, {
      view: inquiry.view,
      constants: inquiry.expectation.constants,
    });
    known[entry.modelIndex] = success;
  }
  return success;
}
