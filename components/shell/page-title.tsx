import type { ReactNode } from "react";

export function PageTitle({ title, lead }: { title: string; lead?: ReactNode }) {
  return (
    <div className="grid gap-1 pb-4">
      <h1 className="text-title font-semibold tracking-tight">{title}</h1>
      {lead && <p className="max-w-[72ch] text-ink-soft">{lead}</p>}
    </div>
  );
}
