/** Integers of any safe size in as few bytes as they need (LEB128, zigzag for signed), into one buffer that is reused. */
export class ByteWriter {
  #buffer = new Uint8Array(16_384);
  #used = 0;

  start(): void {
    this.#used = 0;
  }

  /** A non-negative integer. Arithmetic instead of bit shifts, which end at 32 bits. */
  unsigned(value: number): void {
    if (this.#used + 10 > this.#buffer.length) this.#grow();
    let rest = value;
    while (rest > 127) {
      this.#buffer[this.#used++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#buffer[this.#used++] = rest;
  }

  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** A copy of what was written since `start`. */
  finish(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#used));
  }

  #grow(): void {
    const larger = new Uint8Array(this.#buffer.length * 2);
    larger.set(this.#buffer);
    this.#buffer = larger;
  }
}

export class ByteReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.#at >= this.bytes.length;
  }

  unsigned(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined) throw new RangeError("the packed bytes end inside a number");
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }
}
