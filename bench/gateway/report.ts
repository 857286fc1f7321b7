import {
  addedBy,
  cpuUs,
  errorCount,
  firstTokenP50,
  latencyP50,
  latencyP99,
  memoryMb,
  ratioOf,
  requestsPerSecond,
  valueOf,
} from "./figures";
import { goalsOf, isMet } from "./goals";
import type { Rounds } from "./rounds";
import { SUITES, type Run, type SuiteName } from "./run";
import type { Spread } from "./statistics";

const digits = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
const cell = (figure: Spread | null): string =>
  figure === null ? "–" : `${digits(figure.median)} [${digits(figure.min)}–${digits(figure.max)}]`;

function toTable(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function plainTable(rounds: Rounds): string {
  const rows = Object.keys(rounds[0] ?? {}).map((name) => [
    name,
    cell(valueOf(rounds, name, requestsPerSecond)),
    cell(valueOf(rounds, name, latencyP50)),
    name === "direct" ? "–" : cell(addedBy(rounds, { of: name, to: "direct", metric: latencyP50 })),
    name === "direct" ? "–" : cell(addedBy(rounds, { of: name, to: "direct", metric: latencyP99 })),
    cell(valueOf(rounds, name, cpuUs)),
    cell(ratioOf(rounds, { of: name, to: "floor", metric: cpuUs })),
    cell(valueOf(rounds, name, memoryMb)),
  ]);
  return toTable(
    [
      "target",
      "requests/s",
      "p50 ms",
      "added p50 ms",
      "added p99 ms",
      "CPU µs/request",
      "CPU ÷ floor",
      "memory MB",
    ],
    rows,
  );
}

function streamTable(rounds: Rounds): string {
  const rows = Object.keys(rounds[0] ?? {}).map((name) => [
    name,
    cell(valueOf(rounds, name, firstTokenP50)),
    name === "direct" ? "–" : cell(addedBy(rounds, { of: name, to: "direct", metric: firstTokenP50 })),
    cell(valueOf(rounds, name, cpuUs)),
    cell(ratioOf(rounds, { of: name, to: "floor", metric: cpuUs })),
  ]);
  return toTable(["target", "first token p50 ms", "added p50 ms", "CPU µs/stream", "CPU ÷ floor"], rows);
}

function goalTable(run: Run): string {
  const rows = goalsOf(run).map((goal) => [
    goal.what,
    `${cell(goal.figure)} ${goal.unit}`.trim(),
    `≤ ${digits(goal.limit)} ${goal.unit}`.trim(),
    isMet(goal) ? "ok" : "missed",
  ]);
  return toTable(["goal", "measured", "limit", ""], rows);
}

const TITLES: Record<SuiteName, string> = {
  c1: "One connection, one request after the other",
  c32: "32 connections, each sends its next request when the last is answered",
  open: "200 requests/s at random times, upstream answers after 50 ms; latency from the moment a request was due",
  stream16:
    "16 streams under way, begun at random times (133 a second): first token after 20 ms, 20 chunks 5 ms apart",
  stream128:
    "128 streams under way, begun at random times (142 a second): first token after 100 ms, 40 chunks 20 ms apart",
};

/** The whole run as Markdown: goals first, then every suite. */
export function toMarkdown(run: Run): string {
  const settings = Object.entries(run.postgres).map(([name, value]) => `${name}=${value}`);
  const suites = SUITES.map((name) => {
    const rounds = run.rounds[name];
    const table = name.startsWith("stream") ? streamTable(rounds) : plainTable(rounds);
    return `### ${TITLES[name]}\n\n${table}\n\nErrors: ${errorCount(rounds)}.`;
  });
  const { commit } = run;
  const place = run.pinned
    ? "the servers under test on one core, generator, mock and PostgreSQL on another"
    : "nothing pinned to a core";
  return [
    `\`npm run bench:gateway${run.quick ? " -- --quick" : ""}\` at ${run.at}, Node ${run.node}, ${run.machine}; ${place}. ` +
      "Every cell is median [min–max] over interleaved rounds; ratios and differences are taken inside a round.",
    `PostgreSQL: ${settings.join(", ")}. One commit alone: p50 ${commit.p50?.toFixed(2)} ms, p99 ${commit.p99?.toFixed(2)} ms.`,
    goalTable(run),
    ...suites,
  ].join("\n\n");
}
