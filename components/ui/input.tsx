import type { ComponentProps } from "react";
import { cn } from "./cn";

const box =
  "w-full rounded border border-line-strong bg-surface px-3 text-body text-ink placeholder:text-ink-soft/80 disabled:opacity-60 aria-invalid:border-failed";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(box, "h-9", className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={cn(box, "py-2 leading-5", className)} {...rest} />;
}

/** The browser's own list: keyboard, screen reader and phone come with it. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={cn(box, "h-9 w-auto min-w-0 pr-2", className)} {...rest} />;
}
