import { cn } from "../ui/cn";

interface ModelNameProps {
  model: string;
  provider?: string;
  /** Leaves the organisation to the title. */
  short?: boolean;
  className?: string;
}

/** `org/model` with the organisation stepped back; the whole id is the title. */
export function ModelName({ model, provider, short, className }: ModelNameProps) {
  const slash = model.indexOf("/");
  return (
    <span title={provider ? `${model}@${provider}` : model} className={cn("font-mono text-meta", className)}>
      {slash > 0 && !short && (
        <span className="text-ink-soft max-sm:hidden">{model.slice(0, slash + 1)}</span>
      )}
      {model.slice(slash + 1)}
      {provider && <span className="text-ink-soft">@{provider}</span>}
    </span>
  );
}

/** The task and complexity as the record says them; an undecided task is unknown. */
export function taskWords(task: { name: string; decided: boolean }): string {
  return task.decided ? task.name.replace("_", " ") : "unknown";
}
