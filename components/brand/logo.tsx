import { useId } from "react";
import { cn } from "../ui/cn";

const LINE = "M1.25 15.5H7c3.6 0 5.4-7 9.5-7h6.25";

/** The ring and the line: in on one track, through, and out on another. */
export function LogoMark({ className }: { className?: string }) {
  const mask = useId();
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden className={cn("size-6", className)}>
      {/* The ring is cut where the line passes in front of it. */}
      <mask id={mask} maskUnits="userSpaceOnUse" x="0" y="0" width="24" height="24">
        <path d="M0 0h24v24H0z" fill="white" />
        <path d={LINE} stroke="black" strokeWidth="4.25" />
      </mask>
      <circle cx="12" cy="12" r="6.75" stroke="var(--accent)" strokeWidth="2.25" mask={`url(#${mask})`} />
      <path d={LINE} stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  );
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold tracking-tight", className)}>
      <LogoMark />
      Fairlead
    </span>
  );
}
