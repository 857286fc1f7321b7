import { CopyButton } from "./copy-button";

/** Code with its copy button; long lines scroll beside it, not under it. */
export function CodeBlock({ code, what }: { code: string; what: string }) {
  return (
    <div className="flex min-w-0 items-start rounded border bg-sunken">
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={what}
        className="min-w-0 grow overflow-x-auto p-3 font-mono text-meta leading-5 text-ink"
      >
        <code>{code}</code>
      </pre>
      <CopyButton value={code} what={what} className="m-2 shrink-0" />
    </div>
  );
}
