/** Growing store of measurements; sorted only when read. */
export class Samples {
  private values = new Float64Array(4096);
  private count = 0;

  add(value: number): void {
    if (this.count === this.values.length) {
      const larger = new Float64Array(this.count * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.count++] = value;
  }

  /** Nearest-rank quantiles; null when nothing was measured. */
  summary(): Quantiles {
    const sorted = this.values.slice(0, this.count).sort();
    const at = (share: number): number | null =>
      this.count === 0 ? null : sorted[Math.min(this.count - 1, Math.ceil(share * this.count) - 1)]!;
    return { count: this.count, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
  }
}

export interface Quantiles {
  count: number;
  p50: number | null;
  p90: number | null;
  p99: number | null;
  max: number | null;
}

/** One figure over the rounds of a run. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** Null when no round has a value. */
export function spread(values: (number | null)[]): Spread | null {
  const sorted = values.filter((value): value is number => value !== null).toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, min: sorted[0]!, max: sorted.at(-1)! };
}
