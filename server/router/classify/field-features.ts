import type { FeatureSink } from "./feature-sink";
import { CJK, WORD, foldUnit, hashStep, hashText, type TokenBuffer } from "./text-scan";

/** Salt of each kind of n-gram, so that the same word in another field or role has rows of its own. */
const salt = (name: string): number => hashText(`field:${name}`);
export const SALT = {
  open1: salt("open1"),
  open2: salt("open2"),
  skip: salt("skip"),
  first: salt("first"),
  start: salt("start"),
  close1: salt("close1"),
  close2: salt("close2"),
  last: salt("last"),
  body1: salt("body1"),
  body2: salt("body2"),
  body3: salt("body3"),
  letters: salt("letters"),
  class1: salt("class1"),
  class2: salt("class2"),
  class3: salt("class3"),
  classOpen: salt("classOpen"),
  classClose: salt("classClose"),
  system1: salt("system1"),
  system2: salt("system2"),
  systemClass: salt("systemClass"),
  previous1: salt("previous1"),
  previous2: salt("previous2"),
  previousClass: salt("previousClass"),
  short1: salt("short1"),
  tool: salt("tool"),
} as const;

/** Letters are read of this many words of the opening, and as many of the closing. */
const LETTER_WORDS = 40;

/** Joins two hashes in order. */
export const pair = (a: number, b: number): number => Math.imul(a, 31) ^ Math.imul(b, 0x27d4eb2f);

/** Words, pairs and skipped pairs of the first paragraph, and its first three tokens by place. */
export function addOpening(tokens: TokenBuffer, opening: number, sink: FeatureSink): void {
  let a = 0;
  let b = 0;
  let read = 0;
  for (let i = 0; i < opening; i++) {
    const hash = tokens.hash[i]!;
    sink.add(SALT.open1, hash);
    if (b !== 0) sink.add(SALT.open2, pair(b, hash));
    if (a !== 0) sink.add(SALT.skip, pair(a, hash));
    if (read < 3) sink.add(SALT.first + read, hash);
    if (read === 1) sink.add(SALT.start, pair(b, hash));
    if (read === 2) sink.add(SALT.start, pair(pair(a, b), hash));
    read++;
    a = b;
    b = hash;
  }
}

/** Words and pairs of the last paragraph, and the last three tokens. */
export function addClosing(tokens: TokenBuffer, closing: number, sink: FeatureSink): void {
  let before = 0;
  for (let i = closing; i < tokens.count; i++) {
    const hash = tokens.hash[i]!;
    sink.add(SALT.close1, hash);
    if (before !== 0) sink.add(SALT.close2, pair(before, hash));
    before = hash;
  }
  for (let i = Math.max(0, tokens.count - 3); i < tokens.count; i++) sink.add(SALT.last, tokens.hash[i]!);
}

/** Words and pairs anywhere in what is read; triples too where a token is a single ideograph. */
export function addBody(tokens: TokenBuffer, sink: FeatureSink): void {
  let a = 0;
  let b = 0;
  for (let i = 0; i < tokens.count; i++) {
    const hash = tokens.hash[i]!;
    sink.add(SALT.body1, hash);
    if (b !== 0) sink.add(SALT.body2, pair(b, hash));
    if (a !== 0 && tokens.kind[i] === CJK) sink.add(SALT.body3, pair(pair(a, b), hash));
    a = b;
    b = hash;
  }
}

/** Letter 3-, 4- and 5-grams inside words with their edges, so that a typo or a new ending still finds its kin. */
export function addLetters(
  text: string,
  tokens: TokenBuffer,
  from: number,
  to: number,
  sink: FeatureSink,
): void {
  let words = 0;
  for (let i = from; i < to && words < LETTER_WORDS; i++) {
    if (tokens.kind[i] !== WORD) continue;
    words++;
    const begin = tokens.start[i]!;
    const end = Math.min(tokens.end[i]!, begin + 20);
    for (let at = begin - 1; at < end - 1; at++) {
      let hash = 0x811c9dc5 | 0;
      for (let k = 0; k < 5 && at + k <= end; k++) {
        const inside = at + k >= begin && at + k < end;
        hash = hashStep(hash, inside ? foldUnit(text.charCodeAt(at + k)) : 1);
        if (k >= 2) sink.add(SALT.letters, hash);
      }
    }
  }
}

/** Word classes: anywhere, in the opening, in the closing, and in pairs as they follow one another in the opening. */
export function addClasses(tokens: TokenBuffer, opening: number, closing: number, sink: FeatureSink): void {
  let before = 0;
  let pairs = 0;
  for (let i = 0; i < tokens.count; i++) {
    const wordClass = tokens.wordClass[i]!;
    if (wordClass === 0) continue;
    sink.add(SALT.class1, wordClass);
    if (i >= opening && i < closing) continue;
    sink.add(i < opening ? SALT.classOpen : SALT.classClose, wordClass);
    if (before !== 0 && pairs++ < 24) sink.add(SALT.class2, pair(before, wordClass));
    if (i > 0) sink.add(SALT.class3, pair(tokens.hash[i - 1]!, wordClass));
    before = wordClass;
  }
}
