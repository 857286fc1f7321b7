import { CopyButton } from "./copy-button";

/** Code with its copy button; long lines scroll inside. */
export function CodeBlock({ code, what }: { code: string; what: string }) {
  return (
    <div className="relative min-w-0 rounded border bg-sunken">
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={what}
        className="overflow-x-auto p-3 pr-12 font-mono text-meta leading-5 text-ink"
      >
        <code>{code}</code>
      </pre>
      <CopyButton value={code} what={what} className="absolute top-2 right-2 bg-sunken" />
    </div>
  );
}
