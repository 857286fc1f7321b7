import type { Classifier } from "@/server/router/classify/classifier";
import { route, ROUTER_VERSION } from "@/server/router/route";
import type { ClassifierInput, Plan, RequestFacts, RouteContext } from "@/server/router/types";
import { systemClock, type Clock } from "@/server/platform/clock";
import { log } from "@/server/platform/log";

/** A request and everything its decision depends on. */
export interface DecideRequest extends RouteContext {
  input: ClassifierInput;
}

export interface Decided {
  facts: RequestFacts;
  plan: Plan;
  /** What the record names, so that the decision replays under the same rules and facts. */
  versions: { router: string; classifier: string; snapshot: string; policy: string; health: string };
  /** For `server-timing`, in milliseconds. */
  timings: { classifyMs: number; scoreMs: number };
}

/**
 * The one way to a decision: serving, dry run, playground, what-if and policy preview all call this. A classifier that
 * is missing or fails makes the decision degraded, never an error; a refusal is a plan without a winner.
 */
export function decide(
  request: DecideRequest,
  classifier: Classifier | null,
  clock: Clock = systemClock,
): Decided {
  const started = clock.elapsed();
  let classified = started;
  const onClassified = () => void (classified = clock.elapsed());
  const { facts, plan } = routeOrDegrade(request, classifier, onClassified);
  return {
    facts,
    plan,
    versions: {
      router: ROUTER_VERSION,
      classifier: facts.profile.classifier,
      snapshot: request.snapshot.id,
      policy: request.policy.version,
      health: request.health.version,
    },
    timings: { classifyMs: classified - started, scoreMs: clock.elapsed() - classified },
  };
}

function routeOrDegrade(request: DecideRequest, classifier: Classifier | null, onClassified: () => void) {
  try {
    return route(request.input, classifier, request, onClassified);
  } catch (cause) {
    if (classifier === null) throw cause;
    // Only the error's name: its message could quote the prompt.
    const name = cause instanceof Error ? cause.name : typeof cause;
    log.error({ event: "classifier-failed", name }, "the classifier failed; the decision is degraded");
    return route(request.input, null, request, onClassified);
  }
}
