import { DEFAULT_ELO_ERROR, type Benchmark } from "../benchmarks";
import type { EvidenceRow } from "../types";

/** A row's value on an unbounded scale, with its sampling variance there. */
export interface Linked {
  y: number;
  variance: number;
}

/** Scores nearer to guessing or to perfection than this say no more about ability than the limit itself. */
const CLIP = 0.02;
const ELO_TO_LOGIT = Math.LN10 / 400;
const Z95 = 1.959964;
const SCALE: Partial<Record<EvidenceRow["unit"], number>> = {
  percent: 100,
  index: 100,
  score_0_100: 100,
  score_0_1: 1,
  rating_0_10: 10,
};

/** Puts a row on its board's link scale, higher always better. */
export function linkRow(row: EvidenceRow, benchmark: Benchmark): Linked {
  switch (benchmark.link) {
    case "logit":
      return logitLink(row, benchmark);
    case "elo": {
      const error =
        row.low === null || row.high === null ? DEFAULT_ELO_ERROR : (row.high - row.low) / (2 * Z95);
      return { y: row.value * ELO_TO_LOGIT, variance: (error * ELO_TO_LOGIT) ** 2 };
    }
    case "linear": {
      const unit = (benchmark.unit ?? 1) * (row.higherIsBetter ? 1 : -1);
      const error =
        row.low === null || row.high === null
          ? 1 / Math.sqrt(itemsOf(row, benchmark))
          : ((row.high - row.low) / (2 * Z95)) * Math.abs(unit);
      return { y: row.value * unit, variance: error ** 2 };
    }
  }
}

/** False for a row whose unit its board's link cannot read. */
export const isOnScale = (row: EvidenceRow, benchmark: Benchmark): boolean =>
  benchmark.link === "logit" ? SCALE[row.unit] !== undefined : benchmark.link !== "elo" || row.unit === "elo";

/** Items behind a row: its own count, or the board's stated default where it has none. */
export function itemsOf(row: EvidenceRow, benchmark: Benchmark): number {
  return benchmark.itemsAlways || row.items === null ? benchmark.items : row.items;
}

function logitLink(row: EvidenceRow, benchmark: Benchmark): Linked {
  const scale = SCALE[row.unit];
  if (scale === undefined) throw new Error(`${row.id}: a ${row.unit} value has no bounded scale`);
  const right = row.higherIsBetter ? row.value / scale : 1 - row.value / scale;
  // A board that scores only answers would reward silence: what was not answered was not done.
  const share = row.answered === null ? right : (right * row.answered) / 100;
  const corrected = Math.min(1 - CLIP, Math.max(CLIP, (share - benchmark.chance) / (1 - benchmark.chance)));
  const perUnit = 1 / (corrected * (1 - corrected)) / (1 - benchmark.chance);
  const spread = Math.max(share * (1 - share), CLIP * (1 - CLIP));
  const error =
    row.low === null || row.high === null
      ? Math.sqrt(spread / itemsOf(row, benchmark))
      : (row.high - row.low) / scale / (2 * Z95);
  return { y: Math.log(corrected / (1 - corrected)), variance: (error * perUnit) ** 2 };
}
