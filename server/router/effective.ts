import type {
  Constraints,
  Objective,
  ObjectiveWeights,
  Pin,
  Plan,
  Policy,
  PolicyLevel,
  RequestOptions,
  RouteContext,
  RouterConstants,
  Task,
  UnknownQuality,
} from "./types";
import { mergeScope, type Scope } from "./scope";

export type PinInForce = NonNullable<Plan["pin"]>;

/** The one policy that holds for one request, after team, key and request were merged. */
export interface EffectivePolicy {
  objective: Objective;
  weights: ObjectiveWeights;
  constraints: Constraints;
  unknownQuality: UnknownQuality;
  scope: Scope;
  fallback: boolean;
  pin: PinInForce | null;
}

/**
 * Merges the levels that hold for a request. Stricter wins for everything that restricts; for what merely chooses
 * (objective, pin) the more specific level wins, unless a more general one locked its choice.
 *
 * @param task The most probable task, for task pins; null when the request could not be classified.
 */
export function mergePolicy(context: RouteContext, task: Task | null): EffectivePolicy {
  const { policy, options } = context;
  const { team, key } = policy;
  const [a, b, c] = [team.constraints, key.constraints, options.constraints];
  return {
    ...mergeObjective(policy, options, context.snapshot.constants),
    constraints: {
      maxCostNanoUsd: least(least(a.maxCostNanoUsd, b.maxCostNanoUsd), c.maxCostNanoUsd),
      maxLatencyMs: least(least(a.maxLatencyMs, b.maxLatencyMs), c.maxLatencyMs),
      minQuality: most(most(a.minQuality, b.minQuality), c.minQuality),
    },
    unknownQuality: strictest([team.unknownQuality, key.unknownQuality, options.unknownQuality]),
    scope: mergeScope(policy, options),
    fallback: team.fallback !== false && key.fallback !== false && options.fallback !== false,
    pin: choosePin(policy, options, task),
  };
}

const least = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

const most = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

function strictest(values: (UnknownQuality | null)[]): UnknownQuality {
  if (values.includes("never")) return "never";
  if (values.includes("last-resort")) return "last-resort";
  return values.includes("allow") ? "allow" : "last-resort";
}

type Preference = { objective: Objective | null; weights: ObjectiveWeights | null };

/**
 * A locked level that states an objective or weights decides first (team before key); else request, key, team,
 * "balanced". Weights belong to the level that set them: a more specific level that names an objective means that
 * objective's own weights, not the general level's custom ones.
 */
function mergeObjective(policy: Policy, options: RequestOptions, constants: RouterConstants) {
  const order: Preference[] = [{ objective: options.objective, weights: null }, policy.key, policy.team];
  for (const level of [policy.key, policy.team]) if (level.locked) order.unshift(level);

  const objective = order.find((level) => level.objective !== null)?.objective ?? "balanced";
  const speaker = order.find((level) => level.objective !== null || level.weights !== null);
  return { objective, weights: speaker?.weights ?? constants.objectives[objective] };
}

/** Locked policy pin, request pin, key's task pin, key pin, team's task pin, team pin: the first there is. */
function choosePin(policy: Policy, options: RequestOptions, task: Task | null): PinInForce | null {
  for (const level of [policy.team, policy.key]) {
    if (!level.locked) continue;
    const pin = taskPin(level, task) ?? level.pin;
    if (pin !== null) return inForce(pin, "policy");
  }
  if (options.pin !== null) return inForce(options.pin, "request");
  const keyTask = taskPin(policy.key, task);
  if (keyTask !== null) return inForce(keyTask, "key-task");
  if (policy.key.pin !== null) return inForce(policy.key.pin, "key");
  const teamTask = taskPin(policy.team, task);
  if (teamTask !== null) return inForce(teamTask, "team-task");
  return policy.team.pin === null ? null : inForce(policy.team.pin, "team");
}

const taskPin = (level: PolicyLevel, task: Task | null): Pin | null =>
  task === null ? null : (level.taskPins[task] ?? null);

const inForce = (pin: Pin, source: PinInForce["source"]): PinInForce => ({
  model: pin.model,
  provider: pin.provider,
  source,
});

/**
 * Whether an offer is what a pin names: any offer of a pinned model, or the one offer with the pinned id. `m@p` is not
 * the further build `m@p#build`, which is another offer and pinned by its own id.
 */
export const isPinned = (pin: Pin, offer: { id: string; model: string }): boolean =>
  pin.provider === null ? offer.model === pin.model : offer.id === `${pin.model}@${pin.provider}`;

/** The provider that an offer pin names, without the build that may follow it. */
export const providerOfPin = (provider: string): string => provider.split("#", 1)[0]!;
