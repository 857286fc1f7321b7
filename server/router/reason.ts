import type { Candidate, Plan, ReasonCode } from "./types";
import type { DecisionParts } from "./decision-parts";
import type { PinInForce } from "./effective";
import { CAPABILITY_WORDS, readableList, readableMoney, readablePoints, readableTask } from "./readable";
import type { Refused } from "./refusal";
import type { Ranked } from "./score";
import type { Selection } from "./select";

type Reason = Plan["reason"];
type ChosenCode = Exclude<ReasonCode, Refused["code"]>;

const PIN_WORDS: Record<PinInForce["source"], string> = {
  policy: "the policy pins it and is locked",
  request: "the request names it",
  "key-task": "the key pins it for this task",
  key: "the key pins it",
  "team-task": "the team pins it for this task",
  team: "the team pins it",
};

/** Code and sentence for a decision with a winner: what was chosen, on what ground, by how much and for how much. */
export function chosenReason(ranked: readonly Ranked[], selection: Selection, parts: DecisionParts): Reason {
  const code = codeOf(ranked, selection, parts);
  return { code, sentence: `${groundOf(code, ranked, selection, parts)}${remarks(selection, parts)}` };
}

function codeOf(ranked: readonly Ranked[], selection: Selection, parts: DecisionParts): ChosenCode {
  const { winner, rival, stayed } = selection;
  if (parts.policy.pin !== null) return "pinned";
  if (stayed) return "incumbent";
  if (winner.candidate.score.state === "unknown") return "unknown_only";
  if (ranked.length === 1) return "only_candidate";
  return rival !== null && intervalsOverlap(winner.candidate, rival.candidate) ? "tie" : "best_score";
}

function intervalsOverlap(a: Candidate, b: Candidate): boolean {
  if (a.score.interval === null || b.score.interval === null) return false;
  return a.score.interval[0] <= b.score.interval[1] && b.score.interval[0] <= a.score.interval[1];
}

function groundOf(
  code: ChosenCode,
  ranked: readonly Ranked[],
  selection: Selection,
  parts: DecisionParts,
): string {
  const { winner } = selection;
  const name = nameOf(winner);
  const what = describeTask(parts);
  const on = `on ${parts.policy.objective}`;
  const cost = costPhrase(winner.candidate);
  switch (code) {
    case "pinned":
      return `${name} was used because ${PIN_WORDS[parts.policy.pin!.source]}${comparePhrase(selection)}, ${cost}.`;
    case "incumbent":
      return `${name} stays because the conversation is inside its tool loop${comparePhrase(selection)}, ${cost}.`;
    case "unknown_only":
      return `${name} was chosen by price: no eligible model has independent evidence for ${what}, ${cost}.`;
    case "only_candidate":
      return `${name} was chosen: the only eligible offer for ${what}, ${cost}.`;
    case "tie":
    case "best_score":
      return `${name} was chosen: ${bestPhrase(ranked, selection, `${what} ${on}`)}, ${cost}.`;
  }
}

function bestPhrase(ranked: readonly Ranked[], { winner, rival, margin }: Selection, what: string): string {
  if (rival !== null && margin !== null) {
    const tie = intervalsOverlap(winner.candidate, rival.candidate);
    const decided = tie ? ` (a tie within the margin of error, decided by ${tieBreaker(winner, rival)})` : "";
    return `best score for ${what}, ${readablePoints(margin)} above ${nameOf(rival)}${decided}`;
  }
  const others = ranked.some((other) => other.candidate.model !== winner.candidate.model);
  if (others) return `the only eligible model with independent evidence for ${what}`;
  return `the only eligible model, at the best of its ${ranked.length} offers for ${what}`;
}

/** How a winner that was not chosen by score compares with the best of the others. */
function comparePhrase({ rival, margin }: Selection): string {
  if (rival === null || margin === null) return "";
  if (Math.abs(margin) < 0.05) return `; it scores level with ${nameOf(rival)}`;
  return `; it scores ${readablePoints(margin)} ${margin > 0 ? "above" : "below"} ${nameOf(rival)}`;
}

/** The term that speaks most for the winner; on equal scores the next step of the order of candidates. */
function tieBreaker(winner: Ranked, rival: Ranked): string {
  const mine = winner.candidate.score.terms;
  const theirs = rival.candidate.score.terms;
  const leads: [string, number][] = [
    ["the higher predicted success", (mine.success ?? 0) - (theirs.success ?? 0)],
    ["the lower price", mine.cost - theirs.cost],
    ["the higher speed", mine.latency - theirs.latency],
    ["the prompt cache it holds", mine.switching - theirs.switching],
  ];
  const [word, lead] = leads.reduce((best, next) => (next[1] > best[1] ? next : best));
  if (lead > 0) return word;
  if (winner.contender.expected.exactCost < rival.contender.expected.exactCost) return "the lower price";
  if (winner.candidate.expected.latencyMs < rival.candidate.expected.latencyMs) return "the higher speed";
  return "the operator's order of offers";
}

function costPhrase({ expected }: Candidate): string {
  if (expected.costUnknown) return "at an unknown price";
  const money = readableMoney(expected.costNanoUsd);
  return /^[0-9$]/.test(money) ? `at about ${money}` : `at ${money}`;
}

function describeTask({ view }: DecisionParts): string {
  const level = `${view.complexity.level} complexity`;
  if (view.task.decided) return `${readableTask(view.task.name)}, ${level}`;
  const names = view.kept.slice(0, 2).map((entry) => readableTask(entry.task));
  return `an undecided task (${readableList(names, "or")}${view.kept.length > 2 ? " and others" : ""}), ${level}`;
}

/** What a reader must know besides the ground: nothing classified, support assumed, words simulated. */
function remarks({ winner }: Selection, { facts, eligibility }: DecisionParts): string {
  let text = "";
  if (facts.profile.degraded) text += " The request could not be classified, so every task counted alike.";
  if (eligibility.assumedCapabilities.length > 0) {
    const words = eligibility.assumedCapabilities.map((capability) => CAPABILITY_WORDS[capability]);
    text += ` No eligible offer states support for ${readableList(words, "or")}, so it was assumed.`;
  }
  if (winner.contender.entry.offer.simulated) text += " The answer is simulated text.";
  return text;
}

const nameOf = ({ contender }: Ranked): string => contender.entry.model.displayName;
