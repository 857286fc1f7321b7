import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A plain word in a box: task, mode, rule. */
export function Badge({ className, ...rest }: ComponentProps<"span">) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-chip border bg-sunken px-1.5 text-meta text-ink-soft",
        className,
      )}
      {...rest}
    />
  );
}
