import { cn } from "./cn";

/** Unknown is the brand: a diagonal hatch with the word, never empty, never a dash, never zero. */
export function Unknown({ className, title }: { className?: string; title?: string }) {
  return (
    <span
      data-unknown
      title={title}
      className={cn(
        "hatch inline-flex h-5 items-center rounded-chip border border-line-strong/40 px-1.5 font-sans text-meta",
        className,
      )}
    >
      <span className="rounded-[2px] bg-surface px-1 leading-[14px] text-ink-soft">unknown</span>
    </span>
  );
}
