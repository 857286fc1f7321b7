import { Extractor } from "@/server/router/classify/extract-features";
import { FeatureSink, GROUPS } from "@/server/router/classify/feature-sink";
import { COMPLEXITY_LEVELS, TASKS } from "@/server/router/types";
import { EDITS } from "./edits";
import { seededRandom } from "./random";
import { groupKeys, inputOf, isNatural, type Row } from "./rows";

/** Trust in a task label by where it comes from, and in a complexity label likewise. */
export const TASK_WEIGHTS: Record<Row["label"], number> = {
  llm: 3,
  seed: 2.5,
  scenario: 2.2,
  source: 0.4,
  template: 0.25,
};
export const COMPLEXITY_WEIGHTS = { llm: 1, source: 0.9, rule: 0.05 } as const;
/** `high` is one row in nine, and a hard request taken for an easy one is the costlier mistake. */
const HIGH_WEIGHT = 5;
/** Weight of an edited copy relative to its row. */
const COPY_WEIGHT = 0.4;

/** Rows as sparse vectors, ready for the trainer. */
export interface Examples {
  rows: Int32Array;
  values: Float32Array;
  /** Start of each example in `rows`; one more than there are examples. */
  starts: Int32Array;
  task: Int8Array;
  /** -1 when unlabelled. */
  complexity: Int8Array;
  taskWeight: Float32Array;
  complexityWeight: Float32Array;
  natural: Uint8Array;
  /** True for an edited copy: trained on, never scored. */
  copy: Uint8Array;
  keys: string[][];
  sources: Row[];
}

/** Extracts every row, and one edited copy of each natural row when `copies` is set. */
export function toExamples(data: Row[], copies: number, seed: number): Examples {
  const entries: { row: Row; original: Row; copy: boolean }[] = data.map((row) => ({
    row,
    original: row,
    copy: false,
  }));
  const random = seededRandom(seed);
  const edits = Object.values(EDITS);
  for (const row of data) {
    if (!isNatural(row)) continue;
    for (let i = 0; i < copies; i++) {
      const edited = edits[Math.floor(random() * edits.length)]!(row.prompt, random);
      if (row.messages === undefined)
        entries.push({ row: { ...row, prompt: edited }, original: row, copy: true });
    }
  }
  return extractAll(entries);
}

function extractAll(entries: { row: Row; original: Row; copy: boolean }[]): Examples {
  const count = entries.length;
  const extractor = new Extractor();
  const sink = new FeatureSink();
  const chunks: Int32Array[] = [];
  const valueChunks: Float32Array[] = [];
  const out: Examples = {
    rows: new Int32Array(0),
    values: new Float32Array(0),
    starts: new Int32Array(count + 1),
    task: new Int8Array(count),
    complexity: new Int8Array(count),
    taskWeight: new Float32Array(count),
    complexityWeight: new Float32Array(count),
    natural: new Uint8Array(count),
    copy: new Uint8Array(count),
    keys: [],
    sources: [],
  };
  for (const [i, { row, original, copy }] of entries.entries()) {
    extractor.extract(inputOf(row), sink);
    chunks.push(sink.rows.slice(0, sink.count));
    valueChunks.push(valuesOf(sink));
    out.starts[i + 1] = out.starts[i]! + sink.count;
    const trust = copy ? COPY_WEIGHT : 1;
    out.task[i] = TASKS.indexOf(row.task);
    out.complexity[i] = row.complexity === null ? -1 : COMPLEXITY_LEVELS.indexOf(row.complexity);
    out.taskWeight[i] = TASK_WEIGHTS[row.label] * trust;
    out.complexityWeight[i] =
      row.complexity_label === null
        ? 0
        : COMPLEXITY_WEIGHTS[row.complexity_label] * trust * (row.complexity === "high" ? HIGH_WEIGHT : 1);
    out.natural[i] = isNatural(row) ? 1 : 0;
    out.copy[i] = copy ? 1 : 0;
    out.keys.push(groupKeys(original));
    out.sources.push(row);
  }
  out.rows = concat(chunks, new Int32Array(out.starts[count]!));
  out.values = concat(valueChunks, new Float32Array(out.starts[count]!));
  return out;
}

function valuesOf(sink: FeatureSink): Float32Array {
  const values = new Float32Array(sink.count);
  let from = 0;
  for (let group = 0; group < GROUPS.length; group++) {
    const to = sink.ends[group]!;
    if (to > from) values.fill(1 / Math.sqrt(to - from), from, to);
    from = to;
  }
  return values;
}

function concat<T extends Int32Array | Float32Array>(chunks: T[], into: T): T {
  let at = 0;
  for (const chunk of chunks) {
    into.set(chunk, at);
    at += chunk.length;
  }
  return into;
}
