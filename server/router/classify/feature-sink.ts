/** Rows of the weight table that are addressed directly (structure); hashed n-grams use the rows after them. */
export const STRUCTURE_ROWS = 512;
/** log2 of the rows for hashed n-grams. */
export const HASH_BITS = 17;
export const ROWS = STRUCTURE_ROWS + (1 << HASH_BITS);

/**
 * Groups of features, in the order in which they are written. Each group's sum is divided by the square root of its
 * size, so that a long document does not shout down a short instruction.
 */
export const GROUPS = [
  "structure",
  "opening",
  "closing",
  "body",
  "letters",
  "system",
  "previous",
  "tools",
  "classes",
] as const;

const CAPACITY = 16_384;

/** Collects the rows of one request, each row once per group. Reused between requests: nothing is allocated. */
export class FeatureSink {
  readonly rows = new Int32Array(CAPACITY);
  /** End of each group in `rows`. */
  readonly ends = new Int32Array(GROUPS.length);
  count = 0;
  #group = 0;
  #epoch = 0;
  readonly #seen = new Uint32Array(ROWS);

  reset(): void {
    this.count = 0;
    this.#group = 0;
    this.#nextEpoch();
  }

  /** Adds a hashed feature; `salt` keeps equal words of different fields apart. */
  add(salt: number, hash: number): void {
    let mixed = Math.imul(hash ^ salt, 0x9e3779b1);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x85ebca6b);
    this.addRow(STRUCTURE_ROWS + (mixed >>> (32 - HASH_BITS)));
  }

  /** Adds a structural feature: its number, and which of its eight bins. */
  addBin(feature: number, bin: number): void {
    this.addRow(feature * 8 + (bin > 7 ? 7 : bin));
  }

  addRow(row: number): void {
    if (this.#seen[row] === this.#epoch || this.count === CAPACITY) return;
    this.#seen[row] = this.#epoch;
    this.rows[this.count++] = row;
  }

  /** Closes the current group. */
  endGroup(): void {
    this.ends[this.#group++] = this.count;
    this.#nextEpoch();
  }

  #nextEpoch(): void {
    this.#epoch = (this.#epoch + 1) >>> 0;
    if (this.#epoch !== 0) return;
    this.#seen.fill(0);
    this.#epoch = 1;
  }
}
