"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ModelName } from "../decisions/model-name";
import { outcomeOf } from "../decisions/outcome";
import { OutcomeChip, SimulatedMark } from "../decisions/outcome-chip";
import { formatDuration } from "../format/figures";
import { MoneyText } from "../format/money-text";
import { useTRPC } from "../trpc/trpc";
import { Panel } from "../ui/panel";
import type { Run } from "./use-run";

const STATE_WORDS: Record<Run["state"], string> = {
  idle: "",
  asking: "Waiting for the first token…",
  streaming: "Streaming…",
  done: "The answer is complete.",
  stopped: "Stopped. What was already produced is on the record.",
  failed: "The run failed.",
};

export function RunPanel({ run }: { run: Run }) {
  const ended = run.state === "done" || run.state === "stopped" || run.state === "failed";
  return (
    <Panel aria-label="Answer" className="min-w-0">
      <header className="flex flex-wrap items-center justify-between gap-3 border-b px-4 py-2.5">
        <span className="flex min-w-0 flex-wrap items-center gap-3">
          {run.model ? <ModelName model={run.model} provider={run.provider ?? undefined} /> : "Answer"}
          {run.simulated && <SimulatedMark />}
        </span>
        <span className="text-meta text-ink-soft">
          {run.firstTokenMs !== null && (
            <>
              first token <span className="figure">{formatDuration(run.firstTokenMs)}</span>
            </>
          )}
        </span>
      </header>
      <div className="grid gap-3 p-4">
        {run.simulated && (
          <p className="text-ink-soft">
            Simulated: the sandbox makes the words. The decision, the attempts and the record are real.
          </p>
        )}
        {run.text && (
          <div data-testid="answer" className="max-w-[72ch] whitespace-pre-wrap [overflow-wrap:anywhere]">
            {run.text}
          </div>
        )}
        {run.problem && <p className="text-failed [overflow-wrap:anywhere]">{run.problem}</p>}
        <p role="status" className="text-meta text-ink-soft">
          {STATE_WORDS[run.state]}
        </p>
      </div>
      {ended && run.decisionId && <RunRecord id={run.decisionId} stopped={run.state === "stopped"} />}
    </Panel>
  );
}

/** A stopped run's record is closed when the gateway notices that we left, so it may be open on the first look. */
const OPEN_RECORD_RETRY_MS = 400;

function RunRecord({ id, stopped }: { id: string; stopped: boolean }) {
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.decision.get.queryOptions({ id }),
    retry: 3,
    retryDelay: OPEN_RECORD_RETRY_MS,
    refetchInterval: ({ state }) =>
      stopped && state.data?.decision.state === "open" && state.dataUpdateCount < 10
        ? OPEN_RECORD_RETRY_MS
        : false,
  });
  const decision = data?.decision;
  return (
    <footer className="grid gap-2 border-t px-4 py-3">
      {decision && <p className="max-w-[72ch]">{decision.reason.sentence}</p>}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {decision && <OutcomeChip outcome={outcomeOf(decision)} />}
        {decision && (
          <span className="text-ink-soft">
            cost{" "}
            <span className="figure text-ink">
              <MoneyText nanoUsd={decision.cost.value} />
            </span>
          </span>
        )}
        <Link
          href={`/console/decisions/${id}`}
          className="font-medium text-accent underline underline-offset-4 hover:text-accent-hover"
        >
          Open the record
        </Link>
      </p>
    </footer>
  );
}
