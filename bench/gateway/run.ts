import { cpus, totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { measureDepartures } from "./departures";
import { withField, type Field, type SubjectName } from "./field";
import type { Shape } from "./load";
import { request, type Server } from "./processes";
import { measure, runRounds, type Rounds, type Subject } from "./rounds";
import type { Quantiles, Spread } from "./statistics";
import type { Behaviour } from "./upstream";

export const SUITES = ["c1", "c32", "open", "stream16", "stream128"] as const;
export type SuiteName = (typeof SUITES)[number];

export interface Run {
  at: string;
  node: string;
  machine: string;
  pinned: boolean;
  quick: boolean;
  /** Settings of the server that decide what a commit costs. */
  postgres: Record<string, string>;
  commit: Quantiles;
  rounds: Record<SuiteName, Rounds>;
  departures: Spread | null;
  memory: Memory;
}

/** Megabytes. */
export interface Memory {
  idlePglite: number;
  idlePostgres: number;
  added256: number;
}

interface Plan {
  shape: Shape;
  upstream: Behaviour;
  seconds: number;
  rounds: number;
  /** Null for every subject. */
  subjects: SubjectName[] | null;
}

const closed = (connections: number, streamed = false): Shape => ({
  connections,
  streamed,
  ratePerSecond: null,
});
const WARM_UP_LIMIT_MS = 5000;
const AT_ONCE: Behaviour = { firstTokenMs: 0, tokenGapMs: 0, chunks: 20 };
const STREAMING: SubjectName[] = [
  "direct",
  "floor",
  "fast auto",
  "fast auto, PostgreSQL",
  "next auto",
  "bare route handler",
];

const PLANS: Record<SuiteName, Plan> = {
  c1: { shape: closed(1), upstream: AT_ONCE, seconds: 1, rounds: 7, subjects: null },
  c32: { shape: closed(32), upstream: AT_ONCE, seconds: 1, rounds: 5, subjects: null },
  open: {
    shape: { connections: 128, streamed: false, ratePerSecond: 200 },
    upstream: { firstTokenMs: 50, tokenGapMs: 0, chunks: 20 },
    seconds: 2,
    rounds: 3,
    subjects: ["direct", "floor", "fast auto", "fast auto, PostgreSQL", "fast auto, PGlite"],
  },
  stream16: {
    // A stream takes 120 ms: at this rate 16 are under way on average.
    shape: { connections: 64, streamed: true, ratePerSecond: 133 },
    upstream: { firstTokenMs: 20, tokenGapMs: 5, chunks: 20 },
    seconds: 2,
    rounds: 5,
    subjects: STREAMING,
  },
  stream128: {
    // A stream takes 900 ms: 128 on average.
    shape: { connections: 512, streamed: true, ratePerSecond: 142 },
    upstream: { firstTokenMs: 100, tokenGapMs: 20, chunks: 40 },
    seconds: 4,
    rounds: 3,
    subjects: STREAMING,
  },
};

/** A run of about four minutes, or of one with wider spreads. */
export function run(quick: boolean, say: (line: string) => void): Promise<Run> {
  return withField(say, async (field) => {
    const behave = (behaviour: Behaviour): Promise<unknown> =>
      request(field.upstreamPort, { path: "/control", body: JSON.stringify(behaviour) });
    await sleep(quick ? 1000 : 5000); // what is idle has finished starting
    const idle = await idleMemory(field);
    await behave(AT_ONCE);
    say("warming up");
    await warmUp(field, quick);
    const commit = await field.postgres.measureCommit();
    const rounds = {} as Record<SuiteName, Rounds>;
    for (const name of SUITES) {
      await behave(PLANS[name].upstream);
      rounds[name] = await runSuite(field, name, { quick, say });
    }
    const departures = await measureDepartures(field.subjects["fast auto"].target, field.upstreamPort);
    await behave(AT_ONCE);
    const crowded = await measure(field.subjects["fast auto, PostgreSQL"], closed(256), quick ? 1 : 3);
    return {
      at: new Date().toISOString(),
      node: process.version,
      machine: machine(),
      pinned: field.pinned,
      quick,
      postgres: field.postgres.settings,
      commit,
      rounds,
      departures,
      memory: { ...idle, added256: crowded.rssBytes / 2 ** 20 - idle.idlePostgres },
    };
  });
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
}

async function idleMemory({ subjects }: Field): Promise<Omit<Memory, "added256">> {
  const megabytes = async (server: Server): Promise<number> => (await server.use()).rssBytes / 2 ** 20;
  return {
    idlePglite: await megabytes(subjects["fast auto, PGlite"].server),
    idlePostgres: await megabytes(subjects["fast auto, PostgreSQL"].server),
  };
}

/**
 * By requests, not by time: a slow target would else be measured before its code is compiled. At 16 connections
 * whatever the suite's own number is.
 */
async function warmUp({ subjects }: Field, quick: boolean): Promise<void> {
  const requests = quick ? 1000 : 4000;
  for (const subject of Object.values(subjects)) {
    await answer(subject, closed(16), requests);
    await answer(subject, closed(16, true), requests / 4);
  }
}

async function answer(subject: Subject, shape: Shape, requests: number): Promise<void> {
  const untilMs = performance.now() + WARM_UP_LIMIT_MS;
  for (let answered = 0; answered < requests && performance.now() < untilMs;) {
    answered += (await measure(subject, shape, 0.25)).answered;
  }
}

function runSuite(
  { subjects }: Field,
  name: SuiteName,
  { quick, say }: { quick: boolean; say: (line: string) => void },
): Promise<Rounds> {
  const { shape, seconds, rounds, subjects: chosen } = PLANS[name];
  const plan = quick ? { seconds: seconds * 0.4, rounds: 3 } : { seconds, rounds };
  const list = chosen ? chosen.map((subject) => subjects[subject]) : Object.values(subjects);
  return runRounds({ name, shape, subjects: list, ...plan }, say);
}
