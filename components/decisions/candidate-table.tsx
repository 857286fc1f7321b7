"use client";

import { useState, type ReactNode } from "react";
import type { Candidate } from "@/server/router/types";
import { formatDuration, formatPoints, plural } from "../format/figures";
import { MoneyText } from "../format/money-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { Unknown } from "../ui/unknown";
import { ModelName } from "./model-name";
import { ScoreMark, scoreScale } from "./score-mark";

const SHOWN_AT_FIRST = 12;

export function CandidateTable({ candidates, winner }: { candidates: Candidate[]; winner: string | null }) {
  const [all, setAll] = useState(false);
  const ranked = candidates.map((candidate, index) => ({ candidate, rank: index + 1 }));
  // A pinned winner may stand far down: it is shown all the same.
  const shown = ranked.filter(
    ({ candidate, rank }) => all || rank <= SHOWN_AT_FIRST || candidate.offer === winner,
  );
  const scale = scoreScale(shown.map(({ candidate }) => candidate.score));
  const switching = candidates.some((candidate) => candidate.score.terms.switching !== 0);
  return (
    <>
      <Table label="Candidates">
        <thead>
          <tr>
            <HeadCell numeric className="w-10">
              #
            </HeadCell>
            <HeadCell>Model</HeadCell>
            <HeadCell className="hidden sm:table-cell">Provider</HeadCell>
            <HeadCell title="Points of predicted success, with the 95 % interval">Score, points</HeadCell>
            <HeadCell numeric title="100 times the predicted probability of success">
              Success
            </HeadCell>
            <HeadCell numeric title="Points for the expected price, against the reference">
              Cost
            </HeadCell>
            <HeadCell numeric title="Points for the expected time, against the reference">
              Latency
            </HeadCell>
            {switching && (
              <HeadCell numeric title="Points lost by moving a running conversation">
                Switching
              </HeadCell>
            )}
            <HeadCell numeric>Expected cost</HeadCell>
            <HeadCell numeric>Expected time</HeadCell>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ candidate, rank }) => (
            <CandidateLine
              key={`${candidate.offer} ${candidate.mode}`}
              candidate={candidate}
              rank={rank}
              scale={scale}
              switching={switching}
              winner={candidate.offer === winner}
            />
          ))}
        </tbody>
      </Table>
      {candidates.length > SHOWN_AT_FIRST && (
        <footer className="flex items-center justify-between border-t px-4 py-2 text-meta text-ink-soft">
          <span>
            {shown.length} of {plural(candidates.length, "candidate")}
          </span>
          <Button size="small" onClick={() => setAll(!all)}>
            {all ? "Show the first 12" : `Show all ${candidates.length}`}
          </Button>
        </footer>
      )}
    </>
  );
}

interface LineProps {
  candidate: Candidate;
  rank: number;
  scale: { from: number; to: number };
  /** Show the term: it is nought for all in a conversation that just begins. */
  switching: boolean;
  winner: boolean;
}

function CandidateLine({ candidate, rank, scale, switching, winner }: LineProps) {
  const { score, expected } = candidate;
  return (
    <Row className={winner ? "bg-accent-soft" : undefined} aria-current={winner || undefined}>
      <Cell numeric className="text-meta text-ink-soft">
        {rank}
      </Cell>
      <Cell className="whitespace-nowrap">
        <span className="inline-flex items-center gap-2">
          <ModelName
            model={candidate.model}
            className={cn("max-w-36 truncate sm:max-w-none", winner && "font-semibold text-accent")}
          />
          {candidate.mode === "thinking" && (
            <Badge title="Served with its reasoning switched on">thinking</Badge>
          )}
          {winner && <span className="text-meta font-medium text-accent">winner</span>}
        </span>
      </Cell>
      <Cell className="hidden whitespace-nowrap text-ink-soft sm:table-cell">{candidate.provider}</Cell>
      <Cell className="text-meta">
        <ScoreMark score={score} scale={scale} winner={winner} />
      </Cell>
      <Cell numeric className="text-meta">
        {score.terms.success === null ? (
          <Unknown title="No independent evidence for this task" />
        ) : (
          formatPoints(score.terms.success)
        )}
      </Cell>
      <Term value={score.terms.cost} />
      <Term value={score.terms.latency} />
      {switching && <Term value={score.terms.switching} />}
      <Charged unknown={expected.costUnknown} what="price">
        <MoneyText nanoUsd={expected.costNanoUsd} />
      </Charged>
      <Charged unknown={expected.latencyUnknown} what="latency">
        {formatDuration(expected.latencyMs)}
      </Charged>
    </Row>
  );
}

function Term({ value }: { value: number }) {
  return (
    <Cell numeric className="text-meta">
      {formatPoints(value, { signed: true })}
    </Cell>
  );
}

/** An unknown price or latency is charged at a pessimistic constant, and says so. */
function Charged({ unknown, what, children }: { unknown: boolean; what: string; children: ReactNode }) {
  return (
    <Cell numeric className="text-meta">
      {unknown ? (
        <span
          className="inline-grid justify-items-end"
          title={`The ${what} is unknown: a pessimistic constant counts in the score`}
        >
          <Unknown />
          <span className="text-ink-soft">charged {children}</span>
        </span>
      ) : (
        children
      )}
    </Cell>
  );
}
