import type { Decision } from "@/server/audit/decision";
import { formatDuration } from "../format/figures";
import { ATTEMPT_WORDS } from "./waterfall";

const ORDINALS = ["first", "second", "third", "fourth", "fifth"];

/** What happened after the choice when it was not simply served: "The first attempt, at lab, could not connect; …". */
export function attemptSentence({ attempts, state }: Pick<Decision, "attempts" | "state">): string | null {
  const failed = attempts.filter((attempt) => attempt.outcome !== "served");
  if (failed.length === 0) return null;
  const parts = failed.map((attempt) => {
    const order = ORDINALS[attempts.indexOf(attempt)] ?? "next";
    const outcome = ATTEMPT_WORDS[attempt.outcome].split(":")[0];
    const after = attempt.outcome === "timeout" ? ` after ${formatDuration(attempt.timings.totalMs)}` : "";
    return `the ${order} attempt, at ${providerOf(attempt.offer)}: ${outcome}${after}`;
  });
  const served = attempts.find((attempt) => attempt.outcome === "served");
  if (served && state === "served") parts.push(`then ${served.offer.replace("@", " at ")} answered`);
  const text = parts.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const providerOf = (offer: string): string => offer.slice(offer.lastIndexOf("@") + 1);
