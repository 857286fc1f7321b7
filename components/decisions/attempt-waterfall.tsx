import type { ReactNode } from "react";
import type { Decision } from "@/server/audit/decision";
import { formatDuration } from "../format/figures";
import { MoneyText } from "../format/money-text";
import { cn } from "../ui/cn";
import { ModelName } from "./model-name";
import { OutcomeShape } from "./outcome-chip";
import { ATTEMPT_WORDS, waterfallOf, type Lane } from "./waterfall";

/** One lane per attempt on one time axis: thin while we wait, thick once the answer flows. */
export function AttemptWaterfall({ decision }: { decision: Pick<Decision, "createdAt" | "attempts"> }) {
  const { lanes, totalMs, ticks } = waterfallOf(decision);
  const percent = (ms: number) => `${(ms / totalMs) * 100}%`;
  return (
    <div className="px-4 pt-3 pb-4">
      <Axis ticks={ticks} percent={percent} />
      <ol className="grid gap-4 pt-3">
        {lanes.map((lane, index) => (
          <LaneRow key={lane.attempt.id} lane={lane} order={index + 1} percent={percent} ticks={ticks} />
        ))}
      </ol>
      <p className="flex flex-wrap gap-x-5 gap-y-1 pt-4 text-meta text-ink-soft">
        <Legend mark={<span className="w-5 border-t border-dashed border-track" />}>
          waiting for the head
        </Legend>
        <Legend mark={<span className="h-0.5 w-5 bg-track" />}>waiting for the first output</Legend>
        <Legend mark={<CommitRing className="static m-0 translate-0" />}>
          commit point: no fallback after it
        </Legend>
        <Legend mark={<span className="h-1.5 w-5 rounded-full bg-ink-soft" />}>answer flows</Legend>
      </p>
    </div>
  );
}

function Legend({ mark, children }: { mark: ReactNode; children: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      {mark}
      {children}
    </span>
  );
}

function Axis({ ticks, percent }: { ticks: number[]; percent: (ms: number) => string }) {
  return (
    <div aria-hidden className="relative mr-14 h-4">
      {ticks.map((tick) => (
        <span key={tick} className="figure absolute text-meta text-ink-soft" style={{ left: percent(tick) }}>
          {formatDuration(tick)}
        </span>
      ))}
    </div>
  );
}

interface LaneRowProps {
  lane: Lane;
  order: number;
  ticks: number[];
  percent: (ms: number) => string;
}

function LaneRow({ lane, order, ticks, percent }: LaneRowProps) {
  const { attempt } = lane;
  const served = attempt.outcome === "served";
  const [model, provider] = splitOffer(attempt.offer);
  return (
    <li className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="figure text-meta text-ink-soft">{order}</span>
        <ModelName model={model} provider={provider} />
        <span
          className={cn(
            "inline-flex items-center gap-1.5 text-meta font-medium",
            served ? "text-served" : attempt.outcome === "cancelled" ? "text-unsure" : "text-failed",
          )}
        >
          <OutcomeShape shape={served ? "disc" : attempt.outcome === "cancelled" ? "square" : "cross"} />
          {ATTEMPT_WORDS[attempt.outcome]}
        </span>
        {attempt.status !== null && (
          <span className="figure text-meta text-ink-soft">HTTP {attempt.status}</span>
        )}
      </div>
      <LaneBar lane={lane} ticks={ticks} percent={percent} />
      <p className="flex flex-wrap gap-x-4 text-meta text-ink-soft">
        <span>
          first output{" "}
          {attempt.timings.firstOutputMs === null ? (
            "none"
          ) : (
            <span className="figure text-ink">{formatDuration(attempt.timings.firstOutputMs)}</span>
          )}
        </span>
        <span>
          total <span className="figure text-ink">{formatDuration(attempt.timings.totalMs)}</span>
        </span>
        <span>
          cost{" "}
          <span className="figure text-ink">
            <MoneyText nanoUsd={attempt.cost.value} />
          </span>
        </span>
        {attempt.reportedModel && <span>reported as {attempt.reportedModel}</span>}
        {attempt.error && <span className="text-failed [overflow-wrap:anywhere]">{attempt.error}</span>}
      </p>
    </li>
  );
}

/** `org/model@provider` in its two parts. */
function splitOffer(offer: string): [string, string | undefined] {
  const at = offer.lastIndexOf("@");
  return at < 0 ? [offer, undefined] : [offer.slice(0, at), offer.slice(at + 1)];
}

function LaneBar({ lane, ticks, percent }: Omit<LaneRowProps, "order">) {
  const { startMs, headMs, firstOutputMs, endMs, attempt } = lane;
  const waitEnd = headMs ?? firstOutputMs ?? endMs;
  const holdEnd = firstOutputMs ?? endMs;
  const span = (from: number, to: number) => ({
    left: percent(from),
    width: percent(Math.max(0, to - from)),
  });
  return (
    <div aria-hidden className="relative mr-14 h-4">
      {ticks.map((tick) => (
        <span
          key={tick}
          className="absolute inset-y-0 border-l border-line"
          style={{ left: percent(tick) }}
        />
      ))}
      <span className="absolute top-1/2 border-t border-dashed border-track" style={span(startMs, waitEnd)} />
      <span className="absolute top-1/2 h-0.5 -translate-y-1/2 bg-track" style={span(waitEnd, holdEnd)} />
      {firstOutputMs !== null && (
        <>
          <span
            className={cn(
              "absolute top-1/2 h-1.5 min-w-1 -translate-y-1/2 rounded-r-full",
              attempt.outcome === "served" ? "bg-served" : "bg-failed",
            )}
            style={span(firstOutputMs, endMs)}
          />
          <span className="absolute top-1/2" style={{ left: percent(firstOutputMs) }}>
            <CommitRing />
          </span>
        </>
      )}
      {firstOutputMs === null && (
        <span className="absolute top-1/2 -translate-y-1/2" style={{ left: percent(endMs) }}>
          <OutcomeShape shape="cross" className="-ml-1 text-failed" />
        </span>
      )}
    </div>
  );
}

/** The ring of the logo marks the commit point. */
function CommitRing({ className }: { className?: string }) {
  return (
    <span
      className={cn(
        "absolute top-0 -ml-1.5 block size-3 -translate-y-1/2 rounded-full border-2 border-ink bg-surface",
        className,
      )}
    />
  );
}
