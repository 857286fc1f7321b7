import { RouterError } from "@/server/platform/errors";
import { perProcess } from "@/server/platform/process";
import { TryLimit } from "@/server/auth/try-limit";
import type { Runtime } from "@/server/runtime";
import { previewPrompt, type Preview } from "./preview";

/** The only prompts a visitor without an account may ask about; nothing in the router knows them. */
export const SHOWCASE_PROMPTS = [
  "Compare RAG and fine-tuning for a support bot.",
  "Write a lock-free bounded MPMC queue in Rust and explain the memory ordering of every atomic.",
  "Summarize this 20-page vendor contract and flag risky clauses.",
  "Hi! Any idea for a birthday present for my sister?",
] as const;

/** Behind a proxy all visitors share one address, and a flip costs a few milliseconds. */
const CALLS_PER_MINUTE = 300;

/** A live dry run of one example, without a team. Throws `rate-limited` after three hundred calls a minute per address. */
export async function showcase(runtime: Runtime, address: string | null, example: number): Promise<Preview> {
  if (address !== null) countFlip(runtime, address);
  const prompt = SHOWCASE_PROMPTS[example];
  if (prompt === undefined) throw new RouterError("not-found", "There is no such example.");
  return previewPrompt(runtime, null, { prompt, system: "" });
}

function countFlip({ clock }: Runtime, address: string): void {
  const options = { limit: CALLS_PER_MINUTE, windowMs: 60_000, namesMax: 10_000 };
  const limit = perProcess("showcase-limit", () => new TryLimit(options, () => clock.now()));
  const wait = limit.waitSeconds(address);
  if (wait > 0) {
    throw new RouterError("rate-limited", `That was a lot of flips. Try again in ${wait} s.`, {
      retryAfterSeconds: wait,
    });
  }
  limit.count(address);
}
