import { classify } from "@/server/router/classify/classify";
import type { Classifier } from "@/server/router/classify/classifier";
import { seededRandom } from "./random";
import { promptInput } from "./rows";

const WORDS =
  "the report shows that our team can improve the service if each customer gets a clear answer within one day and every ticket is sorted by topic before it reaches support because most delays come from questions that nobody owns please explain how this plan would work for a small company with two offices".split(
    " ",
  );

/** Prose of about this many tokens (four characters each), a different one for each seed. */
export function proseOf(tokens: number, seed: number): string {
  const random = seededRandom(seed);
  let text = "Summarize this:";
  while (text.length < tokens * 4)
    text += (random() < 0.08 ? ".\n" : " ") + WORDS[Math.floor(random() * WORDS.length)]!;
  return text;
}

export interface Latency {
  tokens: number;
  p50Ms: number;
  p99Ms: number;
}

/** Time of one whole `classify` (features, profile, quantised) at a prompt size, after a warm-up. */
export function measure(tokens: number, classifier: Classifier | null, runs: number): Latency {
  // 32 prompts in turn, flattened first: the request's own text comes flat out of the JSON parser.
  const inputs = Array.from({ length: 32 }, (_, seed) =>
    promptInput(JSON.parse(JSON.stringify(proseOf(tokens, seed))) as string),
  );
  for (let i = 0; i < 400; i++) classify(inputs[i % 32]!, classifier);
  const times = new Float64Array(runs);
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    classify(inputs[i % 32]!, classifier);
    times[i] = performance.now() - start;
  }
  times.sort();
  return { tokens, p50Ms: times[runs >> 1]!, p99Ms: times[Math.floor(runs * 0.99)]! };
}
