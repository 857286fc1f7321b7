import type { Decision } from "@/server/audit/decision";
import { toDecision, type DecisionDraft } from "@/server/audit/draft";
import type { Recorder } from "@/server/audit/recorder";

/** Keeps closed records in memory, and can be told to fail. */
export class MemoryRecorder implements Recorder {
  opened: string[] = [];
  closed: Decision[] = [];
  failure: Error | null = null;
  #waiting: (() => void)[] = [];

  open(draft: DecisionDraft): void {
    this.opened.push(draft.id);
  }

  close(draft: DecisionDraft): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.closed.push(toDecision(draft));
    for (const wake of this.#waiting.splice(0)) wake();
    return Promise.resolve();
  }

  drain(): Promise<void> {
    return Promise.resolve();
  }

  /** The n-th closed record (from 0), as soon as there is one. */
  async record(index = 0): Promise<Decision> {
    while (this.closed.length <= index) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.closed[index]!;
  }
}
