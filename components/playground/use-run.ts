"use client";

import { useMutation } from "@tanstack/react-query";
import { useReducer, useRef } from "react";
import type { Objective } from "@/server/router/types";
import { useTRPC } from "../trpc/trpc";
import { FrameBatch } from "./frame-batch";
import { readStream } from "./read-stream";

export interface Run {
  state: "idle" | "asking" | "streaming" | "done" | "stopped" | "failed";
  text: string;
  decisionId: string | null;
  model: string | null;
  provider: string | null;
  simulated: boolean;
  firstTokenMs: number | null;
  problem: string | null;
}

const IDLE: Run = {
  state: "idle",
  text: "",
  decisionId: null,
  model: null,
  provider: null,
  simulated: false,
  firstTokenMs: null,
  problem: null,
};

type Change = { type: "text"; text: string; atMs: number } | { type: "set"; values: Partial<Run> };

function reduce(run: Run, change: Change): Run {
  if (change.type === "set") return { ...run, ...change.values };
  return { ...run, text: run.text + change.text, firstTokenMs: run.firstTokenMs ?? change.atMs };
}

/** Renew a key that would end during a run. */
const KEY_MARGIN_MS = 60_000;

export interface RunInput {
  prompt: string;
  system: string;
  objective: Objective;
}

/** Streams one answer through the public API, exactly as a program would, with a key that lives ten minutes. */
export function useRun() {
  const trpc = useTRPC();
  const openKey = useMutation(trpc.playground.openKey.mutationOptions());
  const key = useRef<{ secret: string; expiresAt: number } | null>(null);
  const aborter = useRef<AbortController | null>(null);
  const [run, dispatch] = useReducer(reduce, IDLE);
  const set = (values: Partial<Run>) => dispatch({ type: "set", values });

  async function currentKey(): Promise<string> {
    if (!key.current || key.current.expiresAt - Date.now() < KEY_MARGIN_MS)
      key.current = await openKey.mutateAsync();
    return key.current.secret;
  }

  async function start(input: RunInput): Promise<void> {
    const controller = new AbortController();
    aborter.current = controller;
    set({ ...IDLE, state: "asking" });
    const startedAt = performance.now();
    const batch = new FrameBatch((text) =>
      dispatch({ type: "text", text, atMs: performance.now() - startedAt }),
    );
    try {
      const response = await askGateway(input, await currentKey(), controller.signal);
      set(headerFacts(response.headers));
      if (!response.ok || !response.body) return set({ state: "failed", problem: await problemOf(response) });
      set({ state: "streaming" });
      const end = await readStream(response.body, (text) => batch.add(text));
      batch.flush();
      set(end.error ? { state: "failed", problem: end.error } : { state: "done" });
    } catch (error) {
      batch.flush();
      if (controller.signal.aborted) return set({ state: "stopped" });
      set({ state: "failed", problem: error instanceof Error ? error.message : "The run failed." });
    }
  }

  return { run, start, stop: () => aborter.current?.abort() };
}

function askGateway(
  { prompt, system, objective }: RunInput,
  key: string,
  signal: AbortSignal,
): Promise<Response> {
  const messages = [
    ...(system ? [{ role: "system", content: system }] : []),
    { role: "user", content: prompt },
  ];
  return fetch("/v1/chat/completions", {
    method: "POST",
    signal,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: `auto:${objective}`,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    }),
  });
}

function headerFacts(headers: Headers): Partial<Run> {
  return {
    decisionId: headers.get("x-fairlead-decision"),
    model: headers.get("x-fairlead-model"),
    provider: headers.get("x-fairlead-provider"),
    simulated: headers.get("x-fairlead-simulated") !== null,
  };
}

/** The message of the error envelope, or the status when there is none. */
async function problemOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const message = (body as { error?: { message?: unknown } } | null)?.error?.message;
  return typeof message === "string" ? message : `The gateway answered with HTTP ${response.status}.`;
}
