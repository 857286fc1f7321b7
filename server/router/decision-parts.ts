import type { RequestFacts, RouteContext } from "./types";
import type { EffectivePolicy } from "./effective";
import type { Eligibility } from "./unknown-capabilities";
import type { TaskView } from "./task-view";

/** What the parts of one decision share. */
export interface DecisionParts {
  facts: RequestFacts;
  context: RouteContext;
  view: TaskView;
  policy: EffectivePolicy;
  eligibility: Eligibility;
}
