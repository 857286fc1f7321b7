import type { Score } from "@/server/router/types";
import { formatPoints } from "../format/figures";
import { Unknown } from "../ui/unknown";
import { cn } from "../ui/cn";

/** Ends of the axis that all scores of one table share. */
export interface ScoreScale {
  from: number;
  to: number;
}

/** From the lowest to the highest interval end, with a little room. A dot needs no zero to be read. */
export function scoreScale(scores: Score[]): ScoreScale {
  const ends = scores.flatMap(({ value, interval }) => interval ?? (value === null ? [] : [value]));
  if (ends.length === 0) return { from: 0, to: 1 };
  const from = Math.min(...ends);
  const to = Math.max(...ends);
  const room = (to - from || 1) * 0.02;
  return { from: from - room, to: to + room };
}

/** A score is a dot with its interval, never a bar without one. */
export function ScoreMark({ score, scale, winner }: { score: Score; scale: ScoreScale; winner: boolean }) {
  if (score.value === null) {
    return (
      <div className="flex items-center">
        <Unknown title="No independent evidence for this task" className="w-full justify-center" />
      </div>
    );
  }
  const at = (value: number) => ((value - scale.from) / (scale.to - scale.from)) * 100;
  const [low, high] = score.interval ?? [score.value, score.value];
  const label = `${formatPoints(score.value)} points, 95 % interval ${formatPoints(low)} to ${formatPoints(high)}`;
  return (
    <div className="flex items-center gap-3" title={label}>
      <span className={cn("figure w-10 text-right", winner && "font-semibold")}>
        {formatPoints(score.value)}
      </span>
      <span
        role="img"
        aria-label={label}
        className={cn("relative h-5 w-32 shrink-0", winner ? "text-accent" : "text-ink-soft")}
      >
        <span className="absolute inset-x-0 top-1/2 border-t border-line" />
        <span
          className="absolute top-1/2 h-1 -translate-y-1/2 rounded-full bg-current opacity-40"
          style={{ left: `${at(low)}%`, width: `${Math.max(at(high) - at(low), 0.5)}%` }}
        />
        <span
          className="absolute top-1/2 size-2 -translate-x-1/2 -translate-y-1/2 rounded-full bg-current"
          style={{ left: `${at(score.value)}%` }}
        />
      </span>
    </div>
  );
}
