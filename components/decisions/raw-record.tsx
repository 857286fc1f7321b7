import { CopyButton } from "../ui/copy-button";

/** The record as `GET /v1/decisions/{id}` gives it. */
export function RawRecord({ json }: { json: string }) {
  return (
    <details className="rounded border bg-surface">
      <summary className="px-4 py-3 font-semibold hover:bg-hover">Raw JSON</summary>
      <div className="border-t">
        <div className="flex justify-end px-2 pt-2">
          <CopyButton value={json} what="record as JSON" label="Copy" />
        </div>
        <pre
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label="Record as JSON"
          className="max-h-[480px] overflow-auto px-4 pb-4 font-mono text-meta"
        >
          {json}
        </pre>
      </div>
    </details>
  );
}
