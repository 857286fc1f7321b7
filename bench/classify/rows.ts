import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChatMessage, ClassifierInput, ComplexityLevel, Task } from "@/server/router/types";

/** One labelled prompt of `train.jsonl` or `dev.jsonl`. */
export interface Row {
  id: string;
  prompt: string;
  system?: string;
  messages?: { role: ChatMessage["role"]; content: string }[];
  tools?: { name: string; description: string }[];
  task: Task;
  complexity: ComplexityLevel | null;
  source: string;
  lang: string;
  label: "llm" | "seed" | "scenario" | "source" | "template";
  complexity_label: "llm" | "source" | "rule" | null;
}

export interface LabelledData {
  train: Row[];
  dev: Row[];
  /** SHA-256 over both files, in that order. */
  hash: string;
}

/** Reads the labelled prompts of a folder. */
export function readRows(folder: string): LabelledData {
  const digest = createHash("sha256");
  const read = (name: string): Row[] => {
    const text = readFileSync(join(folder, name), "utf8");
    digest.update(text);
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Row);
  };
  const [train, dev] = [read("train.jsonl"), read("dev.jsonl")];
  return { train, dev, hash: digest.digest("hex") };
}

/** Natural rows: prompts that people (or a person in their style) wrote, whose label was read off the prompt. */
export const isNatural = (row: Row): boolean =>
  row.label === "llm" || row.label === "scenario" || row.label === "seed";

/** The request as the gateway would hand it to the classifier. */
export function inputOf(row: Row): ClassifierInput {
  const turns = row.messages ?? [{ role: "user" as const, content: row.prompt }];
  const messages = turns.map((turn) => messageOf(turn.role, turn.content));
  if (row.system !== undefined && !turns.some((turn) => turn.role === "system"))
    messages.unshift(messageOf("system", row.system));
  return { messages, tools: row.tools ?? [], responseFormat: null, maxOutputTokens: null, thinking: null };
}

/** A request of one user turn. */
export const promptInput = (prompt: string): ClassifierInput => ({
  messages: [messageOf("user", prompt)],
  tools: [],
  responseFormat: null,
  maxOutputTokens: null,
  thinking: null,
});

const messageOf = (role: ChatMessage["role"], text: string): ChatMessage => ({
  role,
  text,
  parts: [],
  hasToolCalls: false,
});

/** Texts of the row's user turns in a form that ignores case, space and everything after 100 characters: its group. */
export function groupKeys(row: Row): string[] {
  const turns = row.messages?.filter((turn) => turn.role === "user").map((turn) => turn.content) ?? [
    row.prompt,
  ];
  return turns.map((text) =>
    text
      .toLowerCase()
      .replace(/[\s…]+/gu, " ")
      .trim()
      .slice(0, 100),
  );
}
