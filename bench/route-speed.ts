/**
 * How long a decision takes after classification: `npx tsx bench/route-speed.ts`. One figure per number of offers,
 * over the 20 demo requests and the four objectives, each decision timed alone.
 */
import { noHealth } from "@/server/decide/health";
import { getClassifier } from "@/server/decide/classifier";
import { classify, routeFacts } from "@/server/router/route";
import { OBJECTIVES, type Snapshot } from "@/server/router/types";
import { DEMO_PROMPTS } from "./demo/prompts";
import { catalogSnapshot, openOptions, openPolicy, referenceSnapshot } from "./demo/worlds";

const ROUNDS = 250;
const WARM_UP_ROUNDS = 25;

const classifier = await getClassifier();
const requests = DEMO_PROMPTS.map(({ input }) => classify(input, classifier));
const contexts = (snapshot: Snapshot) =>
  OBJECTIVES.map((objective) => ({
    snapshot,
    policy: openPolicy,
    options: openOptions(objective),
    health: noHealth,
    incumbent: null,
    now: "2026-01-01T00:00:00.000Z",
  }));

function measure(snapshot: Snapshot): Float64Array {
  const worlds = contexts(snapshot);
  const times: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    for (const facts of requests) {
      for (const context of worlds) {
        const started = performance.now();
        routeFacts(facts, context);
        if (round >= WARM_UP_ROUNDS) times.push(performance.now() - started);
      }
    }
  }
  return Float64Array.from(times).sort();
}

const share = (sorted: Float64Array, part: number): string =>
  sorted[Math.floor(part * (sorted.length - 1))]!.toFixed(4);

for (const [name, snapshot] of [
  ["one offer per model", referenceSnapshot()],
  ["every listed offer", catalogSnapshot()],
] as const) {
  const times = measure(snapshot);
  console.log(
    `${name}: ${snapshot.offers.length} offers, ${times.length} decisions, p50 ${share(times, 0.5)} ms, p99 ${share(times, 0.99)} ms`,
  );
}
