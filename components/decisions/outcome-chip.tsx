import type { ReactNode } from "react";
import { cn } from "../ui/cn";
import type { Outcome, Shape, Tone } from "./outcome";

const TEXT: Record<Tone, string> = {
  served: "text-served",
  "fell-back": "text-fell-back",
  failed: "text-failed",
  unsure: "text-unsure",
};

/** Each outcome has its own shape, so that colour is never the only sign. */
const SHAPES: Record<Shape, ReactNode> = {
  disc: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  triangle: <path d="M5 .8 9.4 9H.6Z" fill="currentColor" />,
  cross: <path d="m1.5 1.5 7 7m0-7-7 7" stroke="currentColor" strokeWidth="2" />,
  cut: <path d="M1 1h5L4.6 4.2 6.6 5.6 5 9H1Z" fill="currentColor" />,
  square: <rect x="1.2" y="1.2" width="7.6" height="7.6" fill="currentColor" />,
  ring: <circle cx="5" cy="5" r="3.6" stroke="currentColor" strokeWidth="1.6" fill="none" />,
  bar: (
    <>
      <circle cx="5" cy="5" r="4" stroke="currentColor" strokeWidth="1.4" fill="none" />
      <path d="M2.8 5h4.4" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  diamond: <path d="M5 .6 9.4 5 5 9.4.6 5Z" stroke="currentColor" strokeWidth="1.4" fill="none" />,
};

export function OutcomeShape({ shape, className }: { shape: Shape; className?: string }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden className={cn("size-2.5 shrink-0", className)}>
      {SHAPES[shape]}
    </svg>
  );
}

export function OutcomeChip({ outcome }: { outcome: Outcome }) {
  return (
    <span
      title={outcome.meaning}
      className={cn(
        "inline-flex h-5 items-center gap-1.5 whitespace-nowrap text-meta font-medium",
        TEXT[outcome.tone],
      )}
    >
      <OutcomeShape shape={outcome.shape} />
      {outcome.word}
    </span>
  );
}

/** Marks an answer whose words came from the sandbox. */
export function SimulatedMark() {
  return (
    <span
      title="The sandbox made the words; routing, fallback and record are real."
      className="inline-flex h-5 items-center rounded-chip border border-dashed border-line-strong px-1.5 text-meta text-ink-soft"
    >
      simulated
    </span>
  );
}
