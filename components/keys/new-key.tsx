import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Panel } from "../ui/panel";
import { KeySnippets } from "./key-snippets";

interface NewKeyProps {
  name: string;
  secret: string;
  baseUrl: string;
  onDone: () => void;
}

const focusOnMount = (element: HTMLElement | null) => element?.focus();

/** The one time a key can be seen. It closes by its own button only, so that no stray click loses it. */
export function NewKey({ name, secret, baseUrl, onDone }: NewKeyProps) {
  return (
    <Panel
      aria-labelledby="new-key-heading"
      aria-describedby="new-key-warning"
      tabIndex={-1}
      ref={focusOnMount}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 border-accent p-4"
    >
      <div className="grid gap-1">
        <h2 id="new-key-heading" className="font-semibold [overflow-wrap:anywhere]">
          Your new key “{name}”
        </h2>
        <p id="new-key-warning" className="max-w-[72ch] text-ink-soft">
          <strong className="font-semibold text-ink">Copy it now: it cannot be seen again.</strong> Fairlead
          keeps only its hash. If you lose it, revoke it and create another.
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 rounded border border-line-strong bg-sunken py-1.5 pr-1.5 pl-3">
        <code data-testid="new-key" className="min-w-0 font-mono text-body [overflow-wrap:anywhere]">
          {secret}
        </code>
        <CopyButton value={secret} what="the new key" label="Copy key" />
      </div>
      <KeySnippets baseUrl={baseUrl} secret={secret} />
      <Button onClick={onDone} className="justify-self-start">
        I have saved it
      </Button>
    </Panel>
  );
}
