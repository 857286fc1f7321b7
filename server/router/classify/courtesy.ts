import { CJK, LINE_BREAK, NUMBER, PUNCTUATION, WORD, hashText, type TokenBuffer } from "./text-scan";
import { WORD_CLASS_NAMES } from "./word-classes";

const classOf = (name: string): number => WORD_CLASS_NAMES.indexOf(name) + 1;
const GREET = classOf("greet");
const POLITE = classOf("polite");
const THANKS = classOf("thanks");
const ADDRESS = new Set(
  ["you", "u", "me", "help", "i", "need", "want", "like", "to", "there", "du", "mir", "vous", "tu"].map(
    hashText,
  ),
);
const CLOSERS = new Set(
  ["you", "u", "so", "much", "advance", "in", "lot", "very", "a", "again"].map(hashText),
);

/** Fewest words that must be left: "hi, how are you" and "thank you" are the request itself. */
const LEAST_WORDS = 4;
const LONGEST_OPENING = 12;
const LONGEST_CLOSING = 9;

/**
 * Drops a greeting and "could you please help me" in front, and "thanks" behind, so that courtesy does not change what
 * a request is. Only dropped around a request: with fewer than four words left, the text stays as it is.
 */
export function dropCourtesy(tokens: TokenBuffer): void {
  const front = openingCourtesy(tokens);
  const back = closingCourtesy(tokens);
  if (front === 0 && back === tokens.count) return;
  let words = 0;
  for (let i = front; i < back && words < LEAST_WORDS; i++) if (isWord(tokens.kind[i]!)) words++;
  if (words === LEAST_WORDS) tokens.keep(front, back);
}

const isWord = (kind: number): boolean => kind === WORD || kind === CJK || kind === NUMBER;

/** Tokens of courtesy at the start; zero unless a greeting or a polite word is among them. */
function openingCourtesy(tokens: TokenBuffer): number {
  let courteous = false;
  let i = 0;
  for (; i < Math.min(LONGEST_OPENING, tokens.count); i++) {
    const wordClass = tokens.wordClass[i];
    if (tokens.kind[i] === WORD) {
      if (wordClass === GREET || wordClass === POLITE) courteous = true;
      else if (!ADDRESS.has(tokens.hash[i]!)) break;
    } else if (i === 0 || (tokens.kind[i] !== PUNCTUATION && tokens.kind[i] !== LINE_BREAK)) break;
  }
  return courteous ? i : 0;
}

/** Where courtesy at the end begins: after a line break or a sign, words that hold a thanks or a "please". */
function closingCourtesy(tokens: TokenBuffer): number {
  let courteous = false;
  for (let i = tokens.count - 1; i > Math.max(0, tokens.count - LONGEST_CLOSING); i--) {
    const wordClass = tokens.wordClass[i];
    if (tokens.kind[i] === WORD) {
      if (wordClass === THANKS || wordClass === POLITE) courteous = true;
      else if (!CLOSERS.has(tokens.hash[i]!)) return tokens.count;
    } else if (tokens.kind[i] !== PUNCTUATION && tokens.kind[i] !== LINE_BREAK) return tokens.count;
    else if (courteous) return tokens.kind[i] === LINE_BREAK ? i : i + 1;
  }
  return tokens.count;
}
