import type { Contender, Ranked } from "./score";

/**
 * The total order of candidates: known before unknown. Known: score, then cost, latency, the operator's priority, id.
 * Unknown: expected cost (an unknown price last), then priority, id. It reads nothing but the two, so removing a loser
 * never changes who wins.
 */
export function compareRanked(a: Ranked, b: Ranked): number {
  const left = a.candidate;
  const right = b.candidate;
  if (left.score.value !== null && right.score.value !== null) {
    return (
      right.score.value - left.score.value ||
      a.contender.expected.exactCost - b.contender.expected.exactCost ||
      left.expected.latencyMs - right.expected.latencyMs ||
      comparePreference(a.contender, b.contender)
    );
  }
  if (left.score.value !== null) return -1;
  if (right.score.value !== null) return 1;
  return (
    Number(left.expected.costUnknown) - Number(right.expected.costUnknown) ||
    a.contender.expected.exactCost - b.contender.expected.exactCost ||
    comparePreference(a.contender, b.contender)
  );
}

/** By code unit, not by locale: the same order on every machine. */
function comparePreference(a: Contender, b: Contender): number {
  const left = a.entry.offer;
  const right = b.entry.offer;
  if (left.priority !== right.priority) return left.priority - right.priority;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

export interface Selection {
  winner: Ranked;
  /** Best known candidate of another model that the winner was, or could have been, measured against. */
  rival: Ranked | null;
  /** Score of the winner minus the rival's, in points; negative when a pin or the incumbent passed over better ones. */
  margin: number | null;
  fallbacks: string[];
  /** True when the incumbent stayed because the conversation is inside a tool loop. */
  stayed: boolean;
}

/**
 * Picks winner and fallbacks from ranked candidates. A pin narrows who may win and who may follow; inside a tool loop
 * the incumbent stays if it may win at all.
 *
 * @param eligible Whether a candidate may win or follow: all of them without a pin, else the pinned model's offers.
 * @param limits `keepUnknownPlace`: where known candidates would fill the list of fallbacks, its last place goes to the
 *   first of unknown quality (policy `unknownQuality: "allow"`).
 */
export function select(
  ranked: readonly Ranked[],
  eligible: (candidate: Ranked) => boolean,
  limits: { staying: string | null; fallbackLimit: number; keepUnknownPlace: boolean },
): Selection | null {
  const choices = ranked.filter(eligible);
  const stay =
    limits.staying === null ? undefined : choices.find((choice) => choice.candidate.offer === limits.staying);
  const winner = stay ?? choices[0];
  if (winner === undefined) return null;
  const rival =
    ranked.find(
      (other) => other.candidate.model !== winner.candidate.model && other.candidate.score.state === "known",
    ) ?? null;
  const others = choices.filter((choice) => choice !== winner);
  const fallbacks = fallbacksOf(others, limits).map(({ candidate }) => candidate.offer);
  return { winner, rival, margin: marginOf(winner, rival), fallbacks, stayed: stay !== undefined };
}

/** Unknown candidates are ranked last, so those that the list holds are at its end already. */
function fallbacksOf(
  others: readonly Ranked[],
  limits: { fallbackLimit: number; keepUnknownPlace: boolean },
): Ranked[] {
  const listed = others.slice(0, limits.fallbackLimit);
  const unknown = others.find(isUnknown);
  if (!limits.keepUnknownPlace || listed.length === 0 || unknown === undefined) return listed;
  return listed.some(isUnknown) ? listed : [...listed.slice(0, -1), unknown];
}

const isUnknown = ({ candidate }: Ranked): boolean => candidate.score.state === "unknown";

function marginOf(winner: Ranked, rival: Ranked | null): number | null {
  const mine = winner.candidate.score.value;
  const theirs = rival?.candidate.score.value ?? null;
  return mine === null || theirs === null ? null : Math.round((mine - theirs) * 1e6) / 1e6 + 0;
}
