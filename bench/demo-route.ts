/**
 * Prints what the router decides for 20 requests under each objective: `npm run demo:route`.
 * `--offers=catalog` takes every listed offer instead of one reference offer per model; `--why` adds the sentences;
 * `--markdown` prints a table for the documentation; `--variants` counts the winners that change when a stated constant is
 * chosen otherwise.
 */
import { decide, type Decided } from "@/server/decide/decide";
import { getClassifier } from "@/server/decide/classifier";
import { noHealth } from "@/server/decide/health";
import { readableCount, readableMoney } from "@/server/router/readable";
import { OBJECTIVES, type ClassifierInput, type Snapshot } from "@/server/router/types";
import { DEMO_PROMPTS } from "./demo/prompts";
import { variantsOf } from "./demo/variants";
import { catalogSnapshot, openOptions, openPolicy, referenceSnapshot } from "./demo/worlds";

const flags = new Set(process.argv.slice(2));
const snapshot = flags.has("--offers=catalog") ? catalogSnapshot() : referenceSnapshot();
const classifier = await getClassifier();

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function describeRequest({ facts, plan }: Decided): string {
  const { task, complexity } = plan;
  const next = task.decided ? "" : `, ${task.alternatives[0]?.name} ${percent(task.alternatives[0]?.p ?? 0)}`;
  const name = `${task.decided ? "" : "undecided: "}${task.name} ${percent(task.confidence)}${next}`;
  const level = `${complexity.level} ${percent(complexity.p[complexity.level])}`;
  return `${name}; ${level}; ${readableCount(facts.features.inputTokens)} → ${readableCount(facts.profile.outputTokens)} tokens`;
}

function describeWinner({ plan }: Decided): string {
  const { winner } = plan;
  if (winner === null) return plan.reason.code;
  const name = snapshot.models[winner.model]!.displayName;
  const success = winner.score.terms.success;
  const score =
    winner.score.value === null
      ? "unknown"
      : `${winner.score.value.toFixed(1)} (success ${success!.toFixed(0)})`;
  return `${name}${winner.mode === "thinking" ? " (thinking)" : ""} · ${score} · ${readableMoney(winner.expected.costNanoUsd)}`;
}

const underEachObjective = (input: ClassifierInput, world: Snapshot): Decided[] =>
  OBJECTIVES.map((objective) =>
    decide(
      {
        input,
        options: openOptions(objective),
        policy: openPolicy,
        snapshot: world,
        health: noHealth,
        incumbent: null,
        now: "2026-01-01T00:00:00.000Z",
      },
      classifier,
    ),
  );

const rows = DEMO_PROMPTS.map(({ title, input }) => ({
  title,
  byObjective: underEachObjective(input, snapshot),
}));

if (flags.has("--markdown")) {
  console.log(
    `| Request | The classifier says | ${OBJECTIVES.join(" | ")} |\n|---|---|${"---|".repeat(OBJECTIVES.length)}`,
  );
  for (const { title, byObjective } of rows) {
    console.log(
      `| ${title} | ${describeRequest(byObjective[0]!)} | ${byObjective.map(describeWinner).join(" | ")} |`,
    );
  }
} else {
  for (const { title, byObjective } of rows) {
    console.log(`\n${title} (${describeRequest(byObjective[0]!)})`);
    for (const [at, decided] of byObjective.entries()) {
      console.log(`  ${OBJECTIVES[at]!.padEnd(9)} ${describeWinner(decided)}`);
      if (flags.has("--why")) console.log(`            ${decided.plan.reason.sentence}`);
    }
  }
}
if (flags.has("--variants")) {
  const winnersIn = (world: Snapshot) =>
    DEMO_PROMPTS.flatMap(({ input }) => underEachObjective(input, world)).map(({ plan }) => plan.winner);
  const chosen = winnersIn(snapshot);
  console.log(`\nWinners of ${chosen.length} decisions that change (offer, and among them model), with`);
  for (const { what, snapshot: world } of variantsOf(snapshot)) {
    const other = winnersIn(world);
    const offers = other.filter((winner, at) => winner?.offer !== chosen[at]?.offer).length;
    const models = other.filter((winner, at) => winner?.model !== chosen[at]?.model).length;
    console.log(`  ${what}: ${offers}, ${models}`);
  }
}
const winners = rows.map(
  ({ byObjective }) => new Set(byObjective.map(({ plan }) => plan.winner?.model)).size,
);
console.log(
  `\n${rows.length} requests, ${snapshot.offers.length} offers; the objective changes the model on ${winners.filter((count) => count > 1).length} of them.`,
);
