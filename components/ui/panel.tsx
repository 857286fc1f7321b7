import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export function Panel({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cn("rounded border bg-surface", className)} {...rest} />;
}

interface TitledPanelProps extends Omit<ComponentProps<"section">, "title"> {
  title: string;
  /** One sentence that says what to see. */
  lead?: ReactNode;
  aside?: ReactNode;
}

export function TitledPanel({ title, lead, aside, children, className, id, ...rest }: TitledPanelProps) {
  const headingId = `${id ?? title.toLowerCase().replaceAll(/\W+/g, "-")}-heading`;
  return (
    <Panel aria-labelledby={headingId} className={cn("min-w-0", className)} id={id} {...rest}>
      <header className="flex flex-wrap items-start justify-between gap-2 border-b px-4 py-3">
        <div className="grid max-w-[72ch] gap-0.5">
          <h2 id={headingId} className="font-semibold">
            {title}
          </h2>
          {lead && <p className="text-ink-soft">{lead}</p>}
        </div>
        {aside}
      </header>
      {children}
    </Panel>
  );
}
