import type { ClassifierInput, Plan, RequestFacts, RouteContext } from "./types";
import { classify } from "./classify/classify";
import type { Classifier } from "./classify/classifier";
import { routeFacts } from "./route-facts";

export { classify, routeFacts };

/** Version of the rules in this folder; named in every record. Raised whenever an equal input may decide otherwise. */
export const ROUTER_VERSION = "1";

/**
 * Classifies a request and decides who serves it. Pure: everything it reads is an argument.
 *
 * @param classifier The loaded weights; null when there are none, which gives a degraded decision, not an error.
 * @param onClassified Called between the two steps, for whoever wants to time them.
 */
export function route(
  input: ClassifierInput,
  classifier: Classifier | null,
  context: RouteContext,
  onClassified?: () => void,
): { facts: RequestFacts; plan: Plan } {
  const facts = classify(input, classifier);
  onClassified?.();
  return { facts, plan: routeFacts(facts, context) };
}
