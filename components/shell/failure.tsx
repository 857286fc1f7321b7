import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";

interface FailureProps {
  error: unknown;
  retry: () => void;
}

/** What an error boundary shows: no cause that is not ours to tell, the id to find it in the log, and a retry. */
export function Failure({ error, retry }: FailureProps) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div role="alert" className="grid justify-items-start gap-4 py-8">
      <div className="grid gap-2">
        <h1 className="text-title font-semibold tracking-tight">This page could not be shown</h1>
        <p className="max-w-[72ch] text-ink-soft">
          Something failed while it was made. Try again; if it stays, the server's log has the cause.
        </p>
      </div>
      {digest && (
        <p className="flex items-center gap-1 text-ink-soft">
          Error <span className="font-mono text-meta">{digest}</span>{" "}
          <CopyButton value={digest} what="error id" />
        </p>
      )}
      <Button tone="primary" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
