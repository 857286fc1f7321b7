"use client";

import { RadioGroup } from "radix-ui";
import { useId, type ReactNode } from "react";
import type { Objective } from "@/server/router/types";
import type { PreviewCard } from "@/server/services/playground/preview";
import { ModelName } from "../decisions/model-name";
import { formatDuration, formatPoints } from "../format/figures";
import { MoneyText } from "../format/money-text";
import { Badge } from "../ui/badge";
import { Skeleton } from "../ui/skeleton";
import { Unknown } from "../ui/unknown";
import { OBJECTIVE_WORDS } from "./objectives";

interface ObjectiveCardsProps {
  value: Objective;
  onChange: (objective: Objective) => void;
  /** Null while there is no prompt; the cards then say what they would favour. */
  cards: PreviewCard[] | null;
  pending: boolean;
}

const ORDER = Object.keys(OBJECTIVE_WORDS) as Objective[];

/** One radio group; each choice shows who would win under it. */
export function ObjectiveCards({ value, onChange, cards, pending }: ObjectiveCardsProps) {
  return (
    <RadioGroup.Root
      aria-label="Objective"
      value={value}
      onValueChange={(next) => onChange(ORDER.find((objective) => objective === next) ?? value)}
      className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4"
    >
      {ORDER.map((objective) => (
        <ObjectiveCard
          key={objective}
          objective={objective}
          card={cards?.find((card) => card.objective === objective) ?? null}
          pending={pending}
        />
      ))}
    </RadioGroup.Root>
  );
}

function ObjectiveCard({
  objective,
  card,
  pending,
}: {
  objective: Objective;
  card: PreviewCard | null;
  pending: boolean;
}) {
  const id = useId();
  const { label, favours } = OBJECTIVE_WORDS[objective];
  return (
    <RadioGroup.Item
      value={objective}
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-text`}
      className="group grid content-start gap-3 rounded border bg-surface p-4 text-left transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:shadow-[inset_0_0_0_1px_var(--accent)]"
    >
      <span className="flex items-center gap-2">
        <span
          aria-hidden
          className="grid size-4 place-items-center rounded-full border-2 border-line-strong group-data-[state=checked]:border-accent"
        >
          <RadioGroup.Indicator className="size-1.5 rounded-full bg-accent" />
        </span>
        <span id={`${id}-name`} className="font-semibold">
          {label}
        </span>
      </span>
      <span id={`${id}-text`} className="grid gap-3">
        {card ? (
          <CardBody card={card} stale={pending} />
        ) : pending ? (
          <CardSkeleton />
        ) : (
          <Hint>{favours}</Hint>
        )}
      </span>
    </RadioGroup.Item>
  );
}

function Hint({ children }: { children: string }) {
  return <span className="text-ink-soft">{children}</span>;
}

function CardSkeleton() {
  return (
    <>
      <Skeleton className="w-3/4" />
      <Skeleton className="w-full" />
      <Skeleton className="w-1/2" />
    </>
  );
}

function CardBody({ card, stale }: { card: PreviewCard; stale: boolean }) {
  if (!card.winner) return <span className="text-ink-soft">{card.sentence}</span>;
  return (
    <span className={stale ? "grid gap-3 opacity-60" : "grid gap-3"}>
      <span className="grid justify-items-start gap-1">
        <ModelName model={card.winner.model} className="text-body [overflow-wrap:anywhere]" />
        <span className="flex flex-wrap gap-1.5 text-meta text-ink-soft">
          at {card.winner.provider}
          {card.winner.mode === "thinking" && <Badge>thinking</Badge>}
        </span>
      </span>
      <span className="grid gap-1 border-y py-2">
        <Line name="Predicted success">
          {card.score?.terms.success == null ? (
            <Unknown />
          ) : (
            `${formatPoints(card.score.terms.success)} of 100`
          )}
        </Line>
        <Line name="Expected price">
          <MoneyText nanoUsd={card.costNanoUsd} />
        </Line>
        <Line name="Expected time">
          {card.latencyMs === null ? <Unknown /> : formatDuration(card.latencyMs)}
        </Line>
        <Line name="Score">
          {card.score?.value == null ? <Unknown /> : `${formatPoints(card.score.value)} points`}
        </Line>
      </span>
      <span className="text-meta text-ink-soft">{card.sentence}</span>
    </span>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className="flex items-center justify-between gap-3">
      <span className="text-meta text-ink-soft">{name}</span>
      <span className="figure text-meta">{children}</span>
    </span>
  );
}
