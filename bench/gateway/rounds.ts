import { setTimeout as sleep } from "node:timers/promises";
import { runSlot, type Shape, type SlotResult, type Target } from "./load";
import type { Server } from "./processes";

export interface Subject {
  target: Target;
  server: Server;
}

export interface Measured extends SlotResult {
  cpuUsPerRequest: number | null;
  rssBytes: number;
}

/** One entry per round: what each target did in it, by name. */
export type Rounds = Record<string, Measured>[];

export interface Suite {
  name: string;
  shape: Shape;
  seconds: number;
  rounds: number;
  subjects: Subject[];
}

/** Load on one target, with the CPU time that its process took for it. */
export async function measure({ target, server }: Subject, shape: Shape, seconds: number): Promise<Measured> {
  const before = await server.use();
  const slot = await runSlot(target, shape, seconds);
  const after = await server.use();
  const failed = Object.values(slot.errors).reduce((sum, count) => sum + count, 0);
  const requests = slot.answered + failed;
  return {
    ...slot,
    cpuUsPerRequest: requests === 0 ? null : (after.cpuUs - before.cpuUs) / requests,
    rssBytes: after.rssBytes,
  };
}

/** A B C, then C B A, and so on: what drifts on the machine meets every target alike, and ratios stay inside a round. */
export async function runRounds(suite: Suite, say: (line: string) => void): Promise<Rounds> {
  const rounds: Rounds = [];
  for (let round = 0; round < suite.rounds; round++) {
    const order = round % 2 === 0 ? suite.subjects : suite.subjects.toReversed();
    const row: Record<string, Measured> = {};
    for (const subject of order) {
      row[subject.target.name] = await measure(subject, suite.shape, suite.seconds);
      await sleep(50);
    }
    rounds.push(row);
    say(`${suite.name}: round ${round + 1} of ${suite.rounds}`);
  }
  return rounds;
}
