import type { ReactNode } from "react";
import { cn } from "./cn";

interface NoticeProps {
  title: string;
  children?: ReactNode;
  /** What to do next. */
  action?: ReactNode;
  tone?: "plain" | "failed";
  className?: string;
}

/** An empty or an error state: what happened, why, what to do. */
export function Notice({ title, children, action, tone = "plain", className }: NoticeProps) {
  return (
    <div
      role={tone === "failed" ? "alert" : undefined}
      className={cn("grid justify-items-start gap-3 px-4 py-8 sm:px-8", className)}
    >
      <p className={cn("font-semibold", tone === "failed" && "text-failed")}>{title}</p>
      {children && <div className="grid w-full min-w-0 max-w-[72ch] gap-3 text-ink-soft">{children}</div>}
      {action}
    </div>
  );
}
