import { RouterError } from "@/server/platform/errors";
import type { Upstream } from "@/server/providers/upstream";
import { AttemptRun, type AttemptTarget } from "./attempt";
import { failureOf, type AttemptFailure } from "./attempt-failure";
import type { DecidedCall } from "./call";
import { readPlainAnswer } from "./plain-answer";
import { closeUnanswered, noteFailedAttempt } from "./record";
import { StreamAttempt } from "./stream-attempt";

/** An attempt whose answer may be sent: a whole plain body, or a stream up to its first output (latin1 texts). */
export type Committed =
  | { kind: "plain"; run: AttemptRun; text: string }
  | { kind: "stream"; run: AttemptRun; stream: StreamAttempt; held: string };

/**
 * Tries the plan's offers in order until one answers. Fallbacks come from the plan alone, so scope and constraints
 * hold on them by construction. Streams and plain calls take the same way.
 * @throws RouterError fallbacks-exhausted | upstream-rejected | cancelled, after the decision was closed
 */
export async function dispatch(call: DecidedCall): Promise<Committed> {
  const order = [call.draft.plan.winner!.offer, ...call.draft.plan.fallbacks];
  const unreachable = new Set<Upstream>();
  const failures: AttemptFailure[] = [];
  const startedAt = call.runtime.clock.elapsed();
  try {
    for (const [index, offerId] of order.entries()) {
      const target = targetOf(call, offerId, order.slice(index + 1), unreachable);
      if (target === null) continue;
      if (call.exchange.signal.aborted) throw leave(call);
      const run = new AttemptRun(call, target);
      call.current = run;
      call.offer = target.offer;
      try {
        return await attempt(run, call);
      } catch (thrown) {
        const failure = failureOf(thrown, run.stopped, false);
        run.discard();
        noteFailedAttempt(call, run, failure);
        failures.push(failure);
        if (failure.outcome === "cancelled") throw leave(call);
        if (failure.outcome === "connect-failed") unreachable.add(target.upstream);
        if (!failure.tryNext || call.committed) break;
      }
    }
  } finally {
    // Answered or not: the time that upstreams took is on every outcome.
    call.timings.upstream = call.runtime.clock.elapsed() - startedAt;
  }
  await closeUnanswered(call, "failed");
  throw exhausted(call, failures);
}

async function attempt(run: AttemptRun, call: DecidedCall): Promise<Committed> {
  const { budgets } = call.runtime;
  const { hasAlternative } = run.target;
  if (!call.request.stream) {
    run.expectWithin(hasAlternative ? budgets.plainMs : budgets.totalMs);
    const text = await readPlainAnswer(run, await run.send());
    run.end();
    return { kind: "plain", run, text };
  }
  const silenceMs = hasAlternative ? budgets.firstOutputMs : budgets.lastFirstOutputMs;
  run.expectWithin(silenceMs);
  const stream = StreamAttempt.open(run, await run.send());
  return { kind: "stream", run, stream, held: await stream.readToFirstOutput(silenceMs) };
}

function targetOf(
  { runtime }: DecidedCall,
  offerId: string,
  rest: string[],
  unreachable: Set<Upstream>,
): AttemptTarget | null {
  const target = runtime.registry.target(offerId);
  const offer = runtime.offers.get(offerId);
  if (!target || !offer || unreachable.has(target.upstream)) return null;
  const hasAlternative = rest.some((id) => {
    const other = runtime.registry.target(id)?.upstream;
    return other !== undefined && other !== target.upstream && !unreachable.has(other);
  });
  return { offer, ...target, hasAlternative };
}

/** The caller has left: nobody waits for the record, the process does. */
function leave(call: DecidedCall): RouterError {
  call.runtime.track(closeUnanswered(call, "cancelled"));
  return new RouterError("cancelled", "The client closed the request.", { decisionId: call.draft.id });
}

/** Model of the offer that would have been next after the last attempt; null when none is left. */
export function nextModel(call: DecidedCall): string | null {
  const { attempts, plan } = call.draft;
  const order = plan.winner ? [plan.winner.offer, ...plan.fallbacks] : [];
  const last = attempts.at(-1)?.offer;
  const next = last === undefined ? undefined : order[order.indexOf(last) + 1];
  return next === undefined ? null : (call.runtime.offers.get(next)?.model ?? null);
}

/** What the caller is told when nobody answered: its own fault as the upstream said it, or ours in one status. */
function exhausted(call: DecidedCall, failures: AttemptFailure[]): RouterError {
  const decisionId = call.draft.id;
  const last = failures.at(-1);
  const rejected = failures.find((failure) => failure.upstream !== undefined);
  if (
    rejected &&
    (rejected === last || failures.every((failure) => failure.outcome === "upstream-rejected"))
  ) {
    const status = rejected.status ?? 400;
    // The caller reads the upstream's own words in `upstream`; this message is the log's, and they may quote a prompt.
    return new RouterError("upstream-rejected", "An upstream refused the request.", {
      status,
      upstream: rejected.upstream!,
      decisionId,
    });
  }
  const limited = failures.filter((failure) => failure.outcome === "rate-limited");
  const waits = limited.flatMap(({ retryAfterSeconds }) => retryAfterSeconds ?? []);
  const status =
    limited.length > 0 ? 503 : failures.every(({ outcome }) => outcome === "timeout") && last ? 504 : 502;
  const tried = `${failures.length} ${failures.length === 1 ? "attempt" : "attempts"}`;
  const message = last
    ? `No upstream could answer (${tried}). The last one: ${last.message}`
    : "No upstream could be reached for this decision.";
  const data = {
    status,
    decisionId,
    ...(limited.length > 0 ? { retryAfterSeconds: waits.length > 0 ? Math.min(...waits) : 1 } : {}),
    ...(call.committed ? { nextModel: nextModel(call) } : {}),
  };
  return new RouterError("fallbacks-exhausted", message, data, last);
}
