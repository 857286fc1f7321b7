"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { RadioGroup } from "radix-ui";
import { useState } from "react";
import type { Objective } from "@/server/router/types";
import type { PreviewCard } from "@/server/services/playground/preview";
import { ModelName, taskWords } from "../decisions/model-name";
import { formatDuration, formatPercent, formatPoints } from "../format/figures";
import { MoneyText } from "../format/money-text";
import { OBJECTIVE_WORDS } from "../playground/objectives";
import { useTRPC } from "../trpc/trpc";
import { cn } from "../ui/cn";
import { Panel } from "../ui/panel";
import { Select } from "../ui/input";
import { Unknown } from "../ui/unknown";
import { FlipLines } from "./flip-lines";

const ORDER = ["quality", "balanced", "cost", "latency"] as const satisfies readonly Objective[];

/** Where a track leads: who would win there, at what success, price and time. */
function TrackEnd({ label, card }: { label: string; card: PreviewCard | undefined }) {
  if (!card?.winner) return <span>{card ? "no eligible model" : label}</span>;
  const success = card.score?.terms.success ?? null;
  return (
    <>
      <span className="grid min-w-0">
        <span className="text-meta">{label}</span>
        <span className="truncate">
          <ModelName short model={card.winner.model} />
        </span>
      </span>
      <span className="figure grid shrink-0 text-right text-meta">
        <span>{success === null ? <Unknown /> : `${formatPoints(success)} % success`}</span>
        <span>
          <MoneyText nanoUsd={card.costNanoUsd} />,{" "}
          {card.latencyMs === null ? <Unknown /> : formatDuration(card.latencyMs)}
        </span>
      </span>
    </>
  );
}

/** One prompt, four objectives, decided by the running router: the line leaves on another track when you flip. */
export function Flip({ prompts }: { prompts: readonly string[] }) {
  const trpc = useTRPC();
  const [example, setExample] = useState(0);
  const [objective, setObjective] = useState<Objective>("balanced");
  const { data, error } = useQuery({
    ...trpc.showcase.flip.queryOptions({ example }),
    placeholderData: keepPreviousData,
  });
  const cards = ORDER.map((name) => data?.cards.find((card) => card.objective === name));
  const chosen = cards[ORDER.indexOf(objective)];
  return (
    <Panel aria-label="Live decision" className="min-w-0">
      <div className="grid gap-2 border-b p-4">
        <label htmlFor="example" className="text-meta text-ink-soft">
          The request
        </label>
        <Select
          id="example"
          className="w-full"
          value={example}
          onChange={(event) => setExample(Number(event.target.value))}
        >
          {prompts.map((prompt, index) => (
            <option key={prompt} value={index}>
              {prompt}
            </option>
          ))}
        </Select>
        {data && (
          <p className="text-meta text-ink-soft">
            read as{" "}
            {data.task.decided ? taskWords(data.task) : <Unknown title="Not sure enough of the task" />}{" "}
            {formatPercent(data.task.confidence)}, {data.complexity} complexity
          </p>
        )}
      </div>
      <RadioGroup.Root
        aria-label="Objective"
        value={objective}
        onValueChange={(next) => setObjective(ORDER.find((name) => name === next) ?? objective)}
        className="grid grid-cols-2 gap-px border-b bg-line sm:grid-cols-4"
      >
        {ORDER.map((name) => (
          <RadioGroup.Item
            key={name}
            value={name}
            className="h-11 bg-surface font-medium text-ink-soft hover:bg-hover data-[state=checked]:bg-accent-soft data-[state=checked]:text-accent"
          >
            {OBJECTIVE_WORDS[name].label}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {error && <p className="p-4 text-failed">{error.message}</p>}
      <div className="grid grid-cols-[72px_minmax(0,1fr)] sm:grid-cols-[120px_minmax(0,1fr)]">
        <FlipLines chosen={ORDER.indexOf(objective)} tracks={ORDER.length} />
        <ol className="min-w-0">
          {cards.map((card, index) => (
            <li
              key={ORDER[index]}
              className={cn(
                "flex h-14 min-w-0 items-center justify-between gap-3 pr-4 transition-colors duration-300",
                ORDER[index] === objective ? "text-accent" : "text-ink-soft",
              )}
            >
              <TrackEnd label={OBJECTIVE_WORDS[ORDER[index]!].label} card={card} />
            </li>
          ))}
        </ol>
      </div>
      <div className="grid min-h-24 gap-1 border-t p-4">
        <p aria-live="polite">{chosen?.sentence}</p>
        {data && (
          <p className="text-meta text-ink-soft">
            Live decision by this installation in {formatDuration(data.decidedInMs)} for all four. No model
            was called.
          </p>
        )}
      </div>
    </Panel>
  );
}
