import type { ReactNode } from "react";
import { cn } from "./cn";

/** Name and value pairs in as many columns as fit. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl
      className={cn(
        "grid grid-cols-[repeat(auto-fill,minmax(min(100%,270px),1fr))] gap-x-6 gap-y-4 p-4",
        className,
      )}
    >
      {children}
    </dl>
  );
}

interface FactProps {
  name: string;
  children: ReactNode;
  note?: ReactNode;
  className?: string;
}

export function Fact({ name, children, note, className }: FactProps) {
  return (
    <div className={cn("min-w-0", className)}>
      <dt className="text-meta text-ink-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
      {note && <dd className="text-meta text-ink-soft">{note}</dd>}
    </div>
  );
}
