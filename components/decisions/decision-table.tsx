import Link from "next/link";
import type { DecisionSummary } from "@/server/services/decision/summary";
import { formatDuration } from "../format/figures";
import { MoneyText } from "../format/money-text";
import { Time, ZoneName } from "../format/time";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { Unknown } from "../ui/unknown";
import { ModelName, taskWords } from "./model-name";
import { DEGRADED, outcomeOf } from "./outcome";
import { OutcomeChip, SimulatedMark } from "./outcome-chip";

export function DecisionTable({ rows }: { rows: DecisionSummary[] }) {
  return (
    <>
      <Table label="Decisions" className="hidden md:table">
        <thead>
          <tr>
            <HeadCell>
              Time, <ZoneName />
            </HeadCell>
            <HeadCell>Task</HeadCell>
            <HeadCell>Objective</HeadCell>
            <HeadCell>Winner</HeadCell>
            <HeadCell>Outcome</HeadCell>
            <HeadCell numeric>Attempts</HeadCell>
            <HeadCell numeric>First token</HeadCell>
            <HeadCell numeric>Cost</HeadCell>
            <HeadCell>Key</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <DecisionLine key={row.id} row={row} />
          ))}
        </tbody>
      </Table>
      <ul className="md:hidden">
        {rows.map((row) => (
          <DecisionCard key={row.id} row={row} />
        ))}
      </ul>
    </>
  );
}

function TaskCell({ row }: { row: DecisionSummary }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {row.task.decided ? taskWords(row.task) : <Unknown title="The classifier was not sure of the task" />}
      <span className="text-ink-soft">{row.complexity}</span>
    </span>
  );
}

function Outcomes({ row }: { row: DecisionSummary }) {
  return (
    <span className="inline-flex items-center gap-2">
      <OutcomeChip outcome={outcomeOf(row)} />
      {row.flags.degraded && <OutcomeChip outcome={DEGRADED} />}
      {row.flags.simulated && <SimulatedMark />}
    </span>
  );
}

/** A request that reached no upstream cost nothing, which is not the same as an unknown cost. */
function CostCell({ row }: { row: DecisionSummary }) {
  if (row.attempts === 0) return <span className="font-sans text-ink-soft">none</span>;
  return <MoneyText nanoUsd={row.costNanoUsd} />;
}

function Winner({ row }: { row: DecisionSummary }) {
  if (!row.winner) return <span className="text-ink-soft">none</span>;
  return (
    <span
      title={row.runnerUp ? `Next: ${row.runnerUp}` : undefined}
      className="inline-flex items-center gap-1.5 whitespace-nowrap"
    >
      <ModelName
        short
        model={row.winner.model}
        provider={row.flags.simulated ? undefined : row.winner.provider}
      />
      {row.flags.pinned && <span className="text-meta text-ink-soft">pinned</span>}
    </span>
  );
}

function DecisionLine({ row }: { row: DecisionSummary }) {
  return (
    <Row className="hover:bg-hover">
      <Cell className="whitespace-nowrap">
        <Link
          href={`/console/decisions/${row.id}`}
          className="figure text-meta underline-offset-4 hover:underline"
        >
          <Time value={row.createdAt} short />
        </Link>
      </Cell>
      <Cell>
        <TaskCell row={row} />
      </Cell>
      <Cell>{row.objective}</Cell>
      <Cell>
        <Winner row={row} />
      </Cell>
      <Cell>
        <Outcomes row={row} />
      </Cell>
      <Cell numeric className="text-meta">
        {row.attempts}
      </Cell>
      <Cell numeric className="text-meta">
        {row.firstOutputMs === null ? (
          <span className="font-sans text-ink-soft">none</span>
        ) : (
          formatDuration(row.firstOutputMs)
        )}
      </Cell>
      <Cell numeric className="text-meta">
        <CostCell row={row} />
      </Cell>
      <Cell className="max-w-40 truncate text-ink-soft">{row.key ?? "no key"}</Cell>
    </Row>
  );
}

/** The same line for a narrow screen: what won first, the figures below. */
function DecisionCard({ row }: { row: DecisionSummary }) {
  return (
    <li className="border-b last:border-b-0">
      <Link href={`/console/decisions/${row.id}`} className="grid gap-1 px-4 py-3 hover:bg-hover">
        <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {row.winner ? <ModelName model={row.winner.model} /> : "No model"}
          </span>
          <Outcomes row={row} />
        </span>
        <span className="flex flex-wrap items-center gap-x-3 text-ink-soft">
          <TaskCell row={row} />
          <span>{row.objective}</span>
          <span className="figure text-meta">
            {row.firstOutputMs === null ? "no output" : formatDuration(row.firstOutputMs)}
          </span>
          <span className="figure text-meta">
            <CostCell row={row} />
          </span>
        </span>
        <Time value={row.createdAt} className="figure text-meta text-ink-soft" />
      </Link>
    </li>
  );
}
