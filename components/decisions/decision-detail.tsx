"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { Decision } from "@/server/audit/decision";
import { formatPoints, plural } from "../format/figures";
import { useTRPC } from "../trpc/trpc";
import { TitledPanel } from "../ui/panel";
import { AttemptWaterfall } from "./attempt-waterfall";
import { attemptSentence } from "./attempt-sentence";
import { CandidateTable } from "./candidate-table";
import { DecisionFacts } from "./decision-facts";
import { DecisionMoney } from "./decision-money";
import { ExclusionGroups } from "./exclusion-groups";
import { DEGRADED, outcomeOf } from "./outcome";
import { OutcomeChip, SimulatedMark } from "./outcome-chip";
import { RawRecord } from "./raw-record";

export function DecisionDetail({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.decision.get.queryOptions({ id }));
  const { decision, keyName } = data;
  const { flags, candidates, exclusions, attempts } = decision;
  const happened = attemptSentence(decision);
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <header className="grid gap-2 pb-2">
        <p className="flex flex-wrap items-center gap-3">
          <OutcomeChip outcome={outcomeOf(decision)} />
          {flags.degraded && <OutcomeChip outcome={DEGRADED} />}
          {flags.simulated && <SimulatedMark />}
        </p>
        <h1 className="max-w-[72ch] text-title font-medium text-balance">{decision.reason.sentence}</h1>
        {happened && <p className="max-w-[72ch]">{happened}</p>}
        {flags.simulated && (
          <p className="max-w-[72ch] text-ink-soft">
            The sandbox made the words of this answer. The decision, the attempts and this record are real.
          </p>
        )}
      </header>
      <TitledPanel title="Request">
        <DecisionFacts decision={decision} keyName={keyName} />
      </TitledPanel>
      <TitledPanel title="Candidates" lead={candidateLead(decision)}>
        {candidates.length > 0 ? (
          <CandidateTable candidates={candidates} winner={decision.winner?.offer ?? null} />
        ) : (
          <p className="px-4 py-6 text-ink-soft">No offer was eligible. The excluded ones below say why.</p>
        )}
      </TitledPanel>
      {exclusions.length > 0 && (
        <TitledPanel
          title={`Excluded: ${plural(exclusions.length, "offer")}`}
          lead="Each carries the one rule that removed it."
        >
          <ExclusionGroups exclusions={exclusions} />
        </TitledPanel>
      )}
      <TitledPanel title="Attempts">
        {attempts.length > 0 ? (
          <AttemptWaterfall decision={decision} />
        ) : (
          <p className="px-4 py-6 text-ink-soft">
            {decision.state === "open" ? "No attempt has ended yet." : "No upstream was called."}
          </p>
        )}
      </TitledPanel>
      <TitledPanel title="Money">
        <DecisionMoney decision={decision} />
      </TitledPanel>
      <RawRecord json={JSON.stringify(decision, null, 2)} />
    </article>
  );
}

/** What to see in the table, in one sentence. */
function candidateLead({ candidates, margin }: Decision): string | undefined {
  if (candidates.length === 0) return undefined;
  const unknown = candidates.filter((candidate) => candidate.score.state === "unknown").length;
  const parts = [`${plural(candidates.length, "candidate")}`];
  if (unknown > 0) parts.push(`${unknown} with unknown quality, ranked last`);
  if (margin !== null && margin >= 0)
    parts.push(`the winner leads the next model by ${formatPoints(margin)} points`);
  if (margin !== null && margin < 0)
    parts.push(`the winner scores ${formatPoints(-margin)} points below the best other`);
  return `${parts.join(", ")}.`;
}
