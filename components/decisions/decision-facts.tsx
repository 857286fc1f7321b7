import type { Decision } from "@/server/audit/decision";
import { formatCount, formatPercent } from "../format/figures";
import { Time } from "../format/time";
import { Fact, Facts } from "../ui/facts";
import { MonoId } from "../ui/mono-id";
import { Unknown } from "../ui/unknown";
import { taskWords } from "./model-name";

const PIN_SOURCE: Record<NonNullable<Decision["pin"]>["source"], string> = {
  policy: "a locked policy pin",
  request: "the request",
  "key-task": "the key's pin for this task",
  key: "the key's pin",
  "team-task": "the team's pin for this task",
  team: "the team's pin",
};

/** What the request was and what it was decided with. */
export function DecisionFacts({ decision, keyName }: { decision: Decision; keyName: string | null }) {
  const { task, complexity, features, versions, pin } = decision;
  const levels = (["low", "medium", "high"] as const).map(
    (level) => `${level} ${formatPercent(complexity.p[level])}`,
  );
  const others = task.alternatives
    .filter((alternative) => alternative.p >= 0.01)
    .slice(0, 3)
    .map(({ name, p }) => `${name.replace("_", " ")} ${formatPercent(p)}`);
  return (
    <Facts>
      <Fact name="Task" note={others.length > 0 ? `then ${others.join(", ")}` : undefined}>
        {task.decided ? (
          <>
            {taskWords(task)}{" "}
            <span className="figure text-meta text-ink-soft">{formatPercent(task.confidence)}</span>
          </>
        ) : (
          <span className="inline-flex flex-wrap items-center gap-2">
            <Unknown title="Below the confidence that decides a task: scored on the likely ones together" />
            <span className="text-ink-soft">
              most likely {task.name.replace("_", " ")}, {formatPercent(task.confidence)}
            </span>
          </span>
        )}
      </Fact>
      <Fact name="Complexity" note={levels.join(", ")}>
        {complexity.level}
      </Fact>
      <Fact name="Objective">{decision.objective}</Fact>
      <Fact name="Asked for" note={pin ? `pinned by ${PIN_SOURCE[pin.source]}` : undefined}>
        <span className="break-all font-mono text-meta">{decision.requestedModel}</span>
      </Fact>
      <Fact
        name="Size"
        note={`${features.language === "und" ? "language unknown" : `language ${features.language}`}`}
      >
        <span className="figure text-meta">{formatCount(features.inputTokens)}</span> input tokens, estimated
      </Fact>
      <Fact name="Time">
        <Time value={decision.createdAt} className="figure text-meta" />
      </Fact>
      <Fact name="Key">{keyName ?? <span className="text-ink-soft">no key</span>}</Fact>
      <Fact name="Decision id">
        <MonoId value={decision.id} what="decision id" />
      </Fact>
      <Fact name="Snapshot">
        <MonoId value={versions.snapshot} what="snapshot id" />
      </Fact>
      <Fact name="Versions" className="col-span-full">
        <span className="font-mono text-meta text-ink-soft [overflow-wrap:anywhere]">
          router {versions.router}, classifier {versions.classifier.slice(0, 12)}, policy {versions.policy},
          health {versions.health}
        </span>
      </Fact>
    </Facts>
  );
}
