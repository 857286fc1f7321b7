"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Utc on the server and during hydration, then the reader's own zone; the zone is always named. */
function useZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
}

interface TimeProps {
  /** RFC 3339. */
  value: string;
  /** Leaves out the year and the zone, for a list whose head names the zone. */
  short?: boolean;
  className?: string;
}

/** Name of the zone that times are shown in, as in "UTC" or "CET". */
export function ZoneName() {
  const timeZone = useZone();
  const parts = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short", timeZone }).formatToParts(0);
  return <>{parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone}</>;
}

/** A moment: "22 Nov 2026, 10:41:07 UTC"; the exact instant is the title. */
export function Time({ value, short, className }: TimeProps) {
  const timeZone = useZone();
  const text = new Intl.DateTimeFormat("en-GB", {
    day: "2-digit",
    month: "short",
    year: short ? undefined : "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: short ? undefined : "short",
    timeZone,
  }).format(new Date(value));
  return (
    <time dateTime={value} title={value} className={className}>
      {text}
    </time>
  );
}
