/**
 * Counts tries per name in a sliding window. In memory and per process: N replicas allow N times as many, which at
 * ten failed sign-ins per quarter of an hour is still far from a guess at a ten-character password.
 */
export class TryLimit {
  readonly #tries = new Map<string, number[]>();

  constructor(
    private readonly options: { limit: number; windowMs: number; namesMax: number },
    private readonly now: () => number,
  ) {}

  /** Seconds to wait before the next try; 0 when one is allowed. */
  waitSeconds(name: string): number {
    const recent = this.#recent(name);
    if (recent.length < this.options.limit) return 0;
    return Math.ceil((recent[0]! + this.options.windowMs - this.now()) / 1000);
  }

  count(name: string): void {
    const recent = [...this.#recent(name), this.now()];
    this.#tries.delete(name);
    this.#tries.set(name, recent);
    const oldest = this.#tries.size > this.options.namesMax ? this.#tries.keys().next().value : undefined;
    if (oldest !== undefined) this.#tries.delete(oldest);
  }

  /** Uncounts the newest try, which turned out well. */
  takeBack(name: string): void {
    const recent = this.#recent(name).slice(0, -1);
    if (recent.length > 0) this.#tries.set(name, recent);
    else this.forget(name);
  }

  forget(name: string): void {
    this.#tries.delete(name);
  }

  #recent(name: string): number[] {
    const from = this.now() - this.options.windowMs;
    return (this.#tries.get(name) ?? []).filter((moment) => moment > from);
  }
}
