import type { Capability, Exclusion, ExclusionRule, Plan } from "./types";
import type { DecisionParts } from "./decision-parts";
import { isPinned, type PinInForce } from "./effective";
import { CAPABILITY_WORDS, readableCount, readableList, readableMoney } from "./readable";

/** A decision without a winner, and the pin that could not be served when that is why. */
export interface Refused {
  code: "no_candidate" | "model_not_found" | "out_of_scope";
  pin: PinInForce | null;
}

/** A name from a request is user input: it is cut before it fills a record. */
const LONGEST_NAME = 100;
const RULES_NAMED = 3;

const RULE_WORDS: Record<ExclusionRule, (limit: Exclusion["limit"]) => string> = {
  scope: () => "outside the scope",
  provider: () => "at a provider outside the scope",
  capability: (limit) => `without ${CAPABILITY_WORDS[limit as Capability] ?? "a needed capability"}`,
  context: () => "too small for it",
  "price-ceiling": (limit) => `above the price ceiling of ${readableMoney(Number(limit))}`,
  "latency-ceiling": (limit) => `slower than ${readableCount(Number(limit))} ms`,
  "min-quality": (limit) => `below a predicted success of ${String(limit)}`,
  "unknown-quality": () => "without independent evidence",
  health: () => "cooling down after failures",
  budget: () => "over budget",
  pin: () => "passed over by the pin",
};

/** Code and sentence for a decision without a winner: what happened, why, what to do. */
export function refusedReason(
  refused: Refused,
  exclusions: readonly Exclusion[],
  { context }: DecisionParts,
): Plan["reason"] {
  const { code, pin } = refused;
  switch (code) {
    case "out_of_scope":
      return {
        code,
        sentence: `${pinName(pin)} is outside the scope that holds for this request. Scope holds for pins too: name a model inside it, or have it widened.`,
      };
    case "model_not_found": {
      const known = pin !== null && Object.hasOwn(context.snapshot.models, pin.model);
      const cause = known ? "is known, but nothing connected here serves it" : "is not a model known here";
      return { code, sentence: `${pinName(pin)} ${cause}. GET /v1/models lists what can be asked for.` };
    }
    case "no_candidate":
      return { code, sentence: noCandidateSentence(pin, exclusions) };
  }
}

function noCandidateSentence(pin: PinInForce | null, exclusions: readonly Exclusion[]): string {
  const own =
    pin === null
      ? exclusions
      : exclusions.filter((exclusion) => isPinned(pin, { ...exclusion, id: exclusion.offer }));
  if (own.length === 0) {
    return pin === null
      ? "Nothing is connected here that could serve a request. Connect a provider."
      : `${pinName(pin)} is pinned, but nothing connected here serves it. Connect a provider that does, or change the pin.`;
  }
  const subject =
    pin === null
      ? "No offer may serve this request"
      : `${pinName(pin)} is pinned, but may not serve this request`;
  return `${subject}: ${countRules(own)}. Loosen a limit or connect another provider.`;
}

function pinName(pin: PinInForce | null): string {
  if (pin === null) return "The model";
  const name = pin.provider === null ? pin.model : `${pin.model}@${pin.provider}`;
  return `"${name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name}"`;
}

/** The three rules that removed most: `of 20 offers, 12 are without images, 8 too small for it`. */
function countRules(exclusions: readonly Exclusion[]): string {
  const counts = new Map<string, number>();
  for (const { rule, limit } of exclusions) {
    const words = RULE_WORDS[rule](limit);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const [first, ...others] = [...counts].sort((a, b) => b[1] - a[1]).slice(0, RULES_NAMED);
  const [words, count] = first!;
  const total = exclusions.length;
  if (count === total) return total === 1 ? `the only offer is ${words}` : `all ${total} offers are ${words}`;
  const named = [
    `${count} ${count === 1 ? "is" : "are"} ${words}`,
    ...others.map((other) => `${other[1]} ${other[0]}`),
  ];
  const rest = total - count - others.reduce((sum, other) => sum + other[1], 0);
  if (rest > 0) named.push(`${rest} refused by other rules`);
  return `of ${total} offers, ${readableList(named, "and")}`;
}
