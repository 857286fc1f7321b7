import { NO_COST, UNKNOWN_COST } from "@/server/audit/draft";
import type { AttemptOutcome, DecisionState } from "@/server/audit/decision";
import type { AttemptFailure } from "./attempt-failure";
import type { AttemptRun } from "./attempt";
import type { DecidedCall } from "./call";

/** The state that an attempt's outcome gives its decision once output has been delivered. */
const STATE_AFTER_COMMIT: Partial<Record<AttemptOutcome, DecisionState>> = {
  served: "served",
  cancelled: "cancelled",
};

/** Puts an attempt that gave no answer on the record; the decision stays open for the next one. */
export function noteFailedAttempt(call: DecidedCall, run: AttemptRun, failure: AttemptFailure): void {
  call.draft.attempts.push(run.toAttempt(failure.outcome, failure.message));
}

/**
 * Puts the answering attempt on the record, settles usage and money, and closes the decision.
 * Resolves when the record is durable: nothing that completes an answer may be sent before.
 * @throws RouterError audit-unavailable
 */
export function closeAnswered(
  call: DecidedCall,
  run: AttemptRun,
  outcome: AttemptOutcome,
  error: string | null,
): Promise<void> {
  const { draft } = call;
  const attempt = run.toAttempt(outcome, error);
  draft.attempts.push(attempt);
  draft.state = STATE_AFTER_COMMIT[outcome] ?? "truncated";
  draft.served = attempt.offer;
  draft.usage = attempt.usage;
  draft.cost = attempt.cost;
  draft.flags.fellBack = attempt.offer !== draft.plan.winner?.offer;
  draft.flags.simulated = run.target.offer.simulated;
  return call.runtime.recorder.close(draft);
}

/** Closes a decision that no attempt answered: nobody could, or the caller left before anyone had. */
export function closeUnanswered(call: DecidedCall, state: "failed" | "cancelled" | "refused"): Promise<void> {
  const { draft, runtime } = call;
  draft.state = state;
  draft.usage = null;
  // Nobody was reached, so nobody bills: a zero that is known. What a failed exchange cost is not.
  draft.cost = draft.attempts.every(({ outcome }) => outcome === "connect-failed") ? NO_COST : UNKNOWN_COST;
  if (!call.opened) {
    call.opened = true;
    runtime.recorder.open(draft);
  }
  return runtime.recorder.close(draft);
}
