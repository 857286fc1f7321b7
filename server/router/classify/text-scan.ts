import { lookUpExact, lookUpStem } from "./word-classes";

/** Kinds of a token. A CJK ideograph or kana is a token of its own; every other script is cut at non-letters. */
export const WORD = 1;
export const NUMBER = 2;
export const PUNCTUATION = 3;
export const CJK = 4;
export const LINE_BREAK = 5;
const SPACE = 0;

const FNV_START = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const NUMBER_HASH = 0x2f0b4a91;

/** FNV-1a (32 bits) of one more UTF-16 unit. */
export const hashStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, FNV_PRIME);

/** FNV-1a (32 bits) over a whole string; for set-up, not for the hot path. */
export function hashText(text: string): number {
  let hash = FNV_START;
  for (let i = 0; i < text.length; i++) hash = hashStep(hash, text.charCodeAt(i));
  return hash;
}

const ASCII = new Uint8Array(128).fill(PUNCTUATION);
for (let code = 0; code < 33; code++) ASCII[code] = SPACE;
ASCII[10] = LINE_BREAK;
for (let code = 48; code < 58; code++) ASCII[code] = NUMBER;
for (let code = 65; code < 91; code++) ASCII[code] = ASCII[code + 32] = WORD;
ASCII[127] = SPACE;

/** Kind of a UTF-16 unit; full-width forms are expected to be folded first. */
export function kindOf(unit: number): number {
  if (unit < 128) return ASCII[unit]!;
  if (unit < 0x2000)
    return unit < 0xc0 || unit === 0xd7 || unit === 0xf7 ? (unit === 0xa0 ? SPACE : PUNCTUATION) : WORD;
  if (unit < 0x3040) return unit <= 0x200d || unit === 0x3000 || unit === 0x2028 ? SPACE : PUNCTUATION;
  if (unit < 0xac00) return unit < 0xa000 ? CJK : WORD;
  if (unit < 0xd7b0) return WORD;
  if (unit < 0xe000) return PUNCTUATION; // half of an emoji or another astral sign, or a lone surrogate
  return unit >= 0xf900 && unit < 0xfb00 ? CJK : PUNCTUATION;
}

/** Lower case and full-width folding of one unit, for the scripts where it is a fixed distance. */
export function foldUnit(unit: number): number {
  if (unit < 128) return unit >= 65 && unit <= 90 ? unit + 32 : unit;
  if (unit >= 0xc0 && unit <= 0xde) return unit === 0xd7 ? unit : unit + 32;
  if (unit >= 0x391 && unit <= 0x42f)
    return unit >= 0x410 || unit <= 0x3a9 ? unit + 32 : unit >= 0x400 && unit <= 0x40f ? unit + 80 : unit;
  if (unit === 0x2019) return 39;
  return unit >= 0xff01 && unit <= 0xff5e ? foldUnit(unit - 0xfee0) : unit;
}

/** Tokens of the part of a text that is read; reused between requests, so that nothing is allocated per token. */
export class TokenBuffer {
  readonly hash: Int32Array;
  readonly kind: Uint8Array;
  /** Word class of `lexicon.ts`, 0 for none. */
  readonly wordClass: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  count = 0;

  constructor(readonly capacity: number) {
    this.hash = new Int32Array(capacity);
    this.kind = new Uint8Array(capacity);
    this.wordClass = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
  }

  push(hash: number, kind: number, wordClass: number, start: number, end: number): void {
    const i = this.count++;
    this.hash[i] = hash;
    this.kind[i] = kind;
    this.wordClass[i] = wordClass;
    this.start[i] = start;
    this.end[i] = end;
  }

  /** Keeps the tokens in `[from, to)` only. */
  keep(from: number, to: number): void {
    this.count = to - from;
    if (from === 0) return;
    this.hash.copyWithin(0, from, to);
    this.kind.copyWithin(0, from, to);
    this.wordClass.copyWithin(0, from, to);
    this.start.copyWithin(0, from, to);
    this.end.copyWithin(0, from, to);
  }
}

/**
 * Appends the tokens of `text[from, to)`, up to `limit` tokens more; gives the place where it stopped. Apostrophes
 * inside a word are dropped.
 */
export function scanText(text: string, from: number, to: number, limit: number, tokens: TokenBuffer): number {
  const stop = Math.min(tokens.capacity, tokens.count + limit);
  let at = from;
  while (at < to && tokens.count < stop) {
    const unit = foldUnit(text.charCodeAt(at));
    const kind = kindOf(unit);
    if (kind === WORD) at = scanWord(text, at, to, tokens);
    else if (kind === NUMBER) at = scanNumber(text, at, to, tokens);
    else if (kind === CJK) at = scanIdeograph(text, at, unit, tokens);
    else {
      if (kind === PUNCTUATION) tokens.push(hashStep(FNV_START, unit), PUNCTUATION, 0, at, at + 1);
      else if (kind === LINE_BREAK && tokens.count > 0 && tokens.kind[tokens.count - 1] !== LINE_BREAK)
        tokens.push(hashStep(FNV_START, 10), LINE_BREAK, 0, at, at + 1);
      at++;
    }
  }
  return at;
}

function scanWord(text: string, from: number, to: number, tokens: TokenBuffer): number {
  let hash = FNV_START;
  let wordClass = 0;
  let at = from;
  const end = Math.min(to, from + 40);
  for (; at < end; at++) {
    const unit = foldUnit(text.charCodeAt(at));
    if (unit === 39) {
      if (at + 1 < end && kindOf(text.charCodeAt(at + 1)) === WORD) continue;
      break;
    }
    if (kindOf(unit) !== WORD) break;
    hash = hashStep(hash, unit);
    wordClass = lookUpStem(hash) || wordClass;
  }
  tokens.push(hash, WORD, lookUpExact(hash) || wordClass, from, at);
  return at;
}

/** Numbers share one hash per length (1, 2, 3, 4 or more digits): their size says more than their value. */
function scanNumber(text: string, from: number, to: number, tokens: TokenBuffer): number {
  let at = from + 1;
  while (at < to && at < from + 40 && kindOf(text.charCodeAt(at)) === NUMBER) at++;
  tokens.push(NUMBER_HASH + Math.min(4, at - from), NUMBER, 0, from, at);
  return at;
}

function scanIdeograph(text: string, from: number, unit: number, tokens: TokenBuffer): number {
  let hash = hashStep(FNV_START, unit);
  const own = hash;
  let wordClass = lookUpExact(hash);
  for (
    let next = from + 1;
    next < Math.min(text.length, from + 5) && kindOf(text.charCodeAt(next)) === CJK;
    next++
  ) {
    hash = hashStep(hash, text.charCodeAt(next));
    wordClass = lookUpExact(hash) || wordClass;
  }
  tokens.push(own, CJK, wordClass, from, from + 1);
  return from + 1;
}
