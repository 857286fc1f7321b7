"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Play, Square } from "lucide-react";
import { useRef, useState } from "react";
import type { Objective } from "@/server/router/types";
import { taskWords } from "../decisions/model-name";
import { formatCount, formatDuration, formatPercent } from "../format/figures";
import { useTRPC } from "../trpc/trpc";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import { Panel } from "../ui/panel";
import { Unknown } from "../ui/unknown";
import { EXAMPLES } from "./examples";
import { ObjectiveCards } from "./objective-cards";
import { OBJECTIVE_WORDS } from "./objectives";
import { RunPanel } from "./run-panel";
import { useRun } from "./use-run";

/** The dry run waits this long for the next key press. */
const TYPING_PAUSE_MS = 250;

interface Asked {
  prompt: string;
  system: string;
}

interface PlaygroundProps {
  initialPrompt: string;
  /** False for a viewer, who may see who would win and run nothing. */
  mayRun: boolean;
}

export function Playground({ initialPrompt, mayRun }: PlaygroundProps) {
  const trpc = useTRPC();
  const [text, setText] = useState<Asked>({ prompt: initialPrompt, system: "" });
  const [asked, setAsked] = useState<Asked>(text);
  const [objective, setObjective] = useState<Objective>("balanced");
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { run, start, stop } = useRun();
  const running = run.state === "asking" || run.state === "streaming";
  const runnable = mayRun && !running && text.prompt.trim() !== "";
  const empty = asked.prompt.trim() === "";

  const preview = useQuery({
    ...trpc.playground.preview.queryOptions(asked),
    enabled: !empty,
    placeholderData: keepPreviousData,
  });

  function change(values: Partial<Asked>, pauseMs = TYPING_PAUSE_MS) {
    const next = { ...text, ...values };
    setText(next);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => setAsked(next), pauseMs);
  }

  function begin() {
    clearTimeout(pause.current);
    setAsked(text);
    void start({ ...text, objective });
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Panel aria-label="Request" className="grid gap-4 p-4">
        <Field label="Prompt">
          {(ids) => (
            <Textarea
              {...ids}
              rows={4}
              value={text.prompt}
              placeholder="Ask something. Each change is decided anew for all four objectives; no model is called."
              onChange={(event) => change({ prompt: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && runnable) begin();
              }}
            />
          )}
        </Field>
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-meta text-ink-soft">Try</span>
          {EXAMPLES.map((example) => (
            <Button key={example.label} size="small" onClick={() => change({ prompt: example.prompt }, 0)}>
              {example.label}
            </Button>
          ))}
        </div>
        <details>
          <summary className="w-fit text-ink-soft hover:text-ink">System instructions (optional)</summary>
          <div className="pt-2">
            <Textarea
              aria-label="System instructions"
              rows={2}
              value={text.system}
              onChange={(event) => change({ system: event.target.value })}
            />
          </div>
        </details>
      </Panel>

      <PreviewLine preview={empty ? undefined : preview.data} problem={preview.error?.message ?? null} />
      <ObjectiveCards
        value={objective}
        onChange={setObjective}
        cards={empty ? null : (preview.data?.cards ?? null)}
        pending={preview.isFetching && !empty}
      />

      <div className="flex flex-wrap items-center gap-3">
        {running ? (
          <Button onClick={stop}>
            <Square aria-hidden className="size-3.5" />
            Stop
          </Button>
        ) : (
          <Button tone="primary" onClick={begin} disabled={!runnable}>
            <Play aria-hidden className="size-3.5" />
            Run on {OBJECTIVE_WORDS[objective].label.toLowerCase()}
          </Button>
        )}
        <span className="text-meta text-ink-soft">
          {mayRun
            ? "Goes through the API like any request and leaves a record."
            : "Your role in this team runs no models. Ask an owner for another one."}
        </span>
      </div>
      {run.state !== "idle" && <RunPanel run={run} />}
    </div>
  );
}

interface PreviewLineProps {
  preview:
    | {
        task: { name: string; decided: boolean; confidence: number };
        complexity: string;
        inputTokens: number;
        outputTokens: number;
        decidedInMs: number;
      }
    | undefined;
  problem: string | null;
}

/** What the classifier read out of the prompt, and that nothing was called. */
function PreviewLine({ preview, problem }: PreviewLineProps) {
  if (problem) return <p className="text-failed">{problem}</p>;
  if (!preview)
    return <p className="text-ink-soft">Write a prompt to see who would win under each objective.</p>;
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
      <span className="inline-flex items-center gap-1.5">
        task{" "}
        {preview.task.decided ? (
          <strong className="font-medium text-ink">{taskWords(preview.task)}</strong>
        ) : (
          <Unknown title={`Most likely ${preview.task.name}: not sure enough to decide`} />
        )}
        <span className="figure text-meta">{formatPercent(preview.task.confidence)}</span>
      </span>
      <span>
        complexity <strong className="font-medium text-ink">{preview.complexity}</strong>
      </span>
      <span>
        about <span className="figure text-meta">{formatCount(preview.inputTokens)}</span> tokens in,{" "}
        <span className="figure text-meta">{formatCount(preview.outputTokens)}</span> out
      </span>
      <span>
        decided four times in <span className="figure text-meta">{formatDuration(preview.decidedInMs)}</span>,
        no model was called
      </span>
    </p>
  );
}
