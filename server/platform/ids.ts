import { randomFillSync } from "node:crypto";

/** Crockford's base32, lower case: sorts like the number and has no look-alike letters. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const pool = new Uint8Array(4096);
let used = pool.length;

/**
 * A UUIDv7 (RFC 9562: 48 bits of Unix milliseconds, version, 74 random bits) in 26 base32 digits behind a prefix,
 * as in `dec_01k…`. Ids made later sort later (to the millisecond), which is what lets a time partition be found.
 */
export function newId(prefix: string, nowMs: number): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = new Uint8Array(16);
  for (let i = 0, rest = nowMs; i < 6; i++, rest = Math.floor(rest / 256)) bytes[5 - i] = rest % 256;
  bytes.set(pool.subarray(used, used + 10), 6);
  used += 10;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let out = `${prefix}_`;
  let bits = 0;
  let held = 2; // 130 bits hold 128: the first digit carries two zero bits
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      out += ALPHABET[(bits >>> held) & 31];
      bits &= (1 << held) - 1;
    }
  }
  return out;
}

/** In the year 9987: times from 10000 on have no RFC 3339 form, and no id of ours is from there. */
const TIME_MAX_MS = 253_000_000_000_000;

/** The creation time inside an id made by `newId`, in ms since the epoch; null when the text is no such id. */
export function idTime(id: string): number | null {
  const digits = /^[a-z]+_([0-7][0-9a-hjkmnp-tv-z]{25})$/.exec(id)?.[1];
  if (!digits) return null;
  let ms = 0n;
  for (const digit of digits) ms = (ms << 5n) | BigInt(ALPHABET.indexOf(digit));
  const time = Number(ms >> 80n);
  return time > TIME_MAX_MS ? null : time;
}
