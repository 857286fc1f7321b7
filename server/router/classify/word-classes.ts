import { WORD_CLASSES } from "./lexicon";

const SLOTS = 8192;
const MASK = SLOTS - 1;

/** Open addressing over FNV-1a hashes: a look-up is one array read for nearly every word. Key 0 is "empty". */
class HashTable {
  readonly keys = new Int32Array(SLOTS);
  readonly values = new Uint8Array(SLOTS);

  set(hash: number, value: number): void {
    let slot = hash & MASK;
    while (this.keys[slot] !== 0 && this.keys[slot] !== hash) slot = (slot + 1) & MASK;
    if (this.keys[slot] === hash) return;
    this.keys[slot] = hash;
    this.values[slot] = value;
  }

  get(hash: number): number {
    let slot = hash & MASK;
    while (this.keys[slot] !== 0) {
      if (this.keys[slot] === hash) return this.values[slot]!;
      slot = (slot + 1) & MASK;
    }
    return 0;
  }
}

const exact = new HashTable();
const stems = new HashTable();

/** Names of the word classes; the index plus one is the class number. */
export const WORD_CLASS_NAMES = Object.keys(WORD_CLASSES);

for (const [index, name] of WORD_CLASS_NAMES.entries()) {
  for (const entry of WORD_CLASSES[name]!.split(" ")) {
    const stem = entry.endsWith("*");
    let hash = 0x811c9dc5 | 0;
    for (const letter of (stem ? entry.slice(0, -1) : entry).replaceAll("'", ""))
      hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
    (stem ? stems : exact).set(hash, index + 1);
  }
}

/** Class of a whole word by its FNV-1a hash, 0 for none. */
export const lookUpExact = (hash: number): number => exact.get(hash);

/** Class of a stem by its FNV-1a hash, 0 for none. */
export const lookUpStem = (hash: number): number => stems.get(hash);
