import type { Classifier } from "@/server/router/classify/classifier";
import { classify, routeFacts, ROUTER_VERSION } from "@/server/router/route";
import type { ClassifierInput, Plan, RequestFacts, RouteContext } from "@/server/router/types";
import { systemClock, type Clock } from "@/server/platform/clock";
import { log } from "@/server/platform/log";
import { perProcess } from "@/server/platform/process";

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
  const facts = classifyOrDegrade(request.input, classifier);
  const classified = clock.elapsed();
  const plan = routeFacts(facts, request);
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

/** Only the classifier may fail without failing the request: an error of the rules themselves is nobody's to hide. */
function classifyOrDegrade(input: ClassifierInput, classifier: Classifier | null): RequestFacts {
  if (classifier === null) return classify(input, null);
  try {
    return classify(input, classifier);
  } catch (cause) {
    reportOnce(classifier, cause);
    return classify(input, null);
  }
}

/** One line per classifier and process: the flag on each record tells which decisions it concerned. */
function reportOnce(classifier: Classifier, cause: unknown): void {
  const reported = perProcess("failed-classifiers", () => new WeakSet<Classifier>());
  if (reported.has(classifier)) return;
  reported.add(classifier);
  // Only the error's name: its message could quote the prompt.
  const name = cause instanceof Error ? cause.name : typeof cause;
  log.error(
    { event: "classifier-failed", name, classifier: classifier.version },
    "the classifier failed: decisions it fails on are degraded",
  );
}
