import { CopyButton } from "./copy-button";

/** An id in mono with its copy button. */
export function MonoId({ value, what }: { value: string; what: string }) {
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1">
      <span title={value} className="min-w-0 truncate font-mono text-meta">
        {value}
      </span>
      <CopyButton value={value} what={what} />
    </span>
  );
}
