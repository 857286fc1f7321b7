import type { Exclusion, Plan, RequestFacts, RouteContext } from "./types";
import type { DecisionParts } from "./decision-parts";
import { isPinned, mergePolicy, providerOfPin, type EffectivePolicy, type PinInForce } from "./effective";
import { findEligible } from "./eligible";
import { chosenReason } from "./reason";
import { refusedReason, type Refused } from "./refusal";
import { modelRefusal, providerRefusal, type Scope } from "./scope";
import { scoreContender, type Ranked, type Rates } from "./score";
import { compareRanked, select, type Selection } from "./select";
import { switchingFor } from "./switching";
import { readProfile } from "./task-view";

/**
 * Decides from stored facts alone: equal facts and context give an equal plan, so a record replays without the prompt.
 * Never throws: a refusal is a plan without a winner (`no_candidate`, `model_not_found`, `out_of_scope`).
 */
export function routeFacts(facts: RequestFacts, context: RouteContext): Plan {
  const { constants } = context.snapshot;
  const view = readProfile(facts.profile, constants);
  const policy = mergePolicy(context, facts.profile.degraded ? null : view.task.name);
  const eligibility = findEligible({ facts, view, policy, context });
  const parts: DecisionParts = { facts, view, policy, context, eligibility };

  const refused = refusePins(policy, context);
  if (refused !== null) return refusalPlan(refused, parts);

  const ranked = rank(parts);
  const selection = select(ranked, mayServe(policy.pin), {
    staying: facts.features.inToolLoop ? (context.incumbent?.offer ?? null) : null,
    fallbackLimit: policy.fallback ? constants.fallbackLimit : 0,
    keepUnknownPlace: policy.unknownQuality === "allow",
  });
  if (selection === null) {
    const code =
      policy.pin?.source === "request" && isUnserved(policy.pin, context)
        ? "model_not_found"
        : "no_candidate";
    return refusalPlan({ code, pin: policy.pin }, parts);
  }
  return chosenPlan(ranked, selection, parts);
}

/**
 * Scope refuses first, pins too: the request's own pin even where a locked policy pin would replace it. A model that
 * nobody knows is not found rather than out of scope.
 */
function refusePins(policy: EffectivePolicy, context: RouteContext): Refused | null {
  const requested = context.options.pin;
  const asked: PinInForce | null = requested === null ? null : { ...requested, source: "request" };
  for (const pin of [asked, policy.pin]) {
    if (pin === null || !Object.hasOwn(context.snapshot.models, pin.model)) continue;
    if (isOutOfScope(pin, policy.scope, context)) return { code: "out_of_scope", pin };
  }
  return null;
}

/** The model is out of scope, or the pinned provider is, or every provider that serves the model here. */
function isOutOfScope(pin: PinInForce, scope: Scope, context: RouteContext): boolean {
  if (modelRefusal(scope, pin.model) !== null) return true;
  if (pin.provider !== null) return providerRefusal(scope, providerOfPin(pin.provider)) !== null;
  const offers = context.snapshot.offers.filter((offer) => offer.model === pin.model);
  return offers.length > 0 && offers.every((offer) => providerRefusal(scope, offer.provider) !== null);
}

/** True when no offer here is what the pin names: the model is unknown, or nobody configured serves it. */
const isUnserved = (pin: PinInForce, context: RouteContext): boolean =>
  !context.snapshot.offers.some((offer) => isPinned(pin, offer));

const mayServe =
  (pin: PinInForce | null) =>
  ({ contender }: Ranked): boolean =>
    pin === null || isPinned(pin, contender.entry.offer);

function rank({ facts, context, policy, eligibility }: DecisionParts): Ranked[] {
  const rates: Rates = { weights: policy.weights, constants: context.snapshot.constants };
  const switching = switchingFor(eligibility.contenders, { incumbent: context.incumbent, facts }, rates);
  const ranked = eligibility.contenders.map((contender) => {
    const stays = contender.entry.offer.id === switching.incumbent;
    const costAsTerm = stays ? switching.incumbentFullCost : contender.expected.costNanoUsd;
    return scoreContender(
      contender,
      { costAsTerm, switching: stays ? 0 : switching.challengerPoints },
      rates,
    );
  });
  return ranked.sort(compareRanked);
}

function chosenPlan(ranked: Ranked[], selection: Selection, parts: DecisionParts): Plan {
  const { facts, view, policy, eligibility } = parts;
  return {
    objective: policy.objective,
    weights: policy.weights,
    task: view.task,
    complexity: view.complexity,
    candidates: ranked.map((entry) => entry.candidate),
    exclusions: eligibility.exclusions,
    winner: selection.winner.candidate,
    fallbacks: selection.fallbacks,
    margin: selection.margin,
    pin: policy.pin,
    assumedCapabilities: eligibility.assumedCapabilities,
    reason: chosenReason(ranked, selection, parts),
    flags: {
      pinned: policy.pin !== null,
      degraded: facts.profile.degraded,
      simulated: selection.winner.contender.entry.offer.simulated,
    },
  };
}

/** Nobody serves: every offer is an exclusion, those that were eligible by rule `pin`. */
function refusalPlan(refused: Refused, parts: DecisionParts): Plan {
  const { facts, view, policy, eligibility } = parts;
  const { pin } = refused;
  const limit = pin === null ? null : pin.provider === null ? pin.model : `${pin.model}@${pin.provider}`;
  const passedOver = eligibility.contenders.map(({ entry: { offer } }): Exclusion => ({
    offer: offer.id,
    model: offer.model,
    provider: offer.provider,
    rule: "pin",
    value: offer.model,
    limit,
  }));
  const exclusions = [...eligibility.exclusions, ...passedOver];
  return {
    objective: policy.objective,
    weights: policy.weights,
    task: view.task,
    complexity: view.complexity,
    candidates: [],
    exclusions,
    winner: null,
    fallbacks: [],
    margin: null,
    pin,
    assumedCapabilities: [],
    reason: refusedReason(refused, exclusions, parts),
    flags: { pinned: pin !== null, degraded: facts.profile.degraded, simulated: false },
  };
}
