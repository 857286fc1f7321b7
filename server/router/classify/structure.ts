import type { ClassifierInput } from "../types";
import type { Conversation } from "./conversation";
import type { FeatureSink } from "./feature-sink";
import { CJK, LINE_BREAK, NUMBER, PUNCTUATION, WORD, type TokenBuffer } from "./text-scan";

/** Numbers of the structural features; each has eight rows. Append only: the numbers are part of the weights. */
const Is = {
  bias: 0,
  length: 1,
  lines: 2,
  numbers: 3,
  codeSigns: 4,
  mathSigns: 5,
  quotes: 6,
  ending: 7,
  questions: 8,
  firstClass0: 9,
  firstClass1: 10,
  firstClass2: 11,
  firstClass3: 12,
  signs: 13,
  signs2: 14,
  script: 15,
  openingLength: 16,
  closingLength: 17,
  systemLength: 18,
  turns: 19,
  followUp: 20,
  reply: 21,
  tools: 22,
  toolWords: 23,
  request: 24,
  parts: 25,
  options: 26,
  lineShape: 27,
  openingEnd: 28,
} as const;

/** Bin edges in characters, numbers or per mille; a value's bin is how many edges it reaches. */
const LENGTHS = [12, 30, 60, 120, 300, 900, 3000];
const COUNTS = [1, 2, 3, 5, 8, 15, 30];
const SHARES = [1, 20, 50, 90, 140, 200, 300];

/** Bin of a value: how many edges it reaches (0 to 7). */
export function binOf(value: number, edges: readonly number[]): number {
  let bin = 0;
  while (bin < edges.length && value >= edges[bin]!) bin++;
  return bin;
}

/** UTF-16 units of a string of signs. */
const unitsOf = (signs: string): Set<number> =>
  new Set(Array.from({ length: signs.length }, (_, i) => signs.charCodeAt(i)));

const CODE_SIGNS = unitsOf("{}();<>[]_=&|\\`#");
const MATH_SIGNS = unitsOf("+-*/=^\\$<>%√∑∫≤≥×÷π");
const QUOTES = unitsOf('"“”«»「」„');
const QUESTION_MARKS = unitsOf("?？؟");
const STRONG_ENDS = '.!:)]}"';

interface Counts {
  words: number;
  numbers: number;
  code: number;
  math: number;
  quotes: number;
  questions: number;
  lines: number;
  ideographs: number;
  bullets: number;
  pipes: number;
  options: number;
  lineEndsInColon: number;
  lineEndsInSemicolon: number;
}

function countTokens(text: string, tokens: TokenBuffer): Counts {
  const c: Counts = {
    words: 0,
    numbers: 0,
    code: 0,
    math: 0,
    quotes: 0,
    questions: 0,
    lines: 1,
    ideographs: 0,
    bullets: 0,
    pipes: 0,
    options: 0,
    lineEndsInColon: 0,
    lineEndsInSemicolon: 0,
  };
  let before = 10;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i]!;
    const unit = kind === PUNCTUATION ? text.charCodeAt(tokens.start[i]!) : 0;
    if (kind === WORD) {
      c.words++;
      if (before === 10 && tokens.end[i]! - tokens.start[i]! === 1) c.options++;
    } else if (kind === NUMBER) {
      c.numbers++;
      if (before === 10) c.bullets++;
    } else if (kind === CJK) c.ideographs++;
    else if (kind === LINE_BREAK) {
      c.lines++;
      if (before === 58) c.lineEndsInColon++;
      if (before === 59 || before === 123 || before === 125) c.lineEndsInSemicolon++;
    } else {
      if (CODE_SIGNS.has(unit)) c.code++;
      if (MATH_SIGNS.has(unit)) c.math++;
      if (QUOTES.has(unit)) c.quotes++;
      if (QUESTION_MARKS.has(unit)) c.questions++;
      if (unit === 124 || unit === 9) c.pipes++;
      if (before === 10 && (unit === 45 || unit === 42 || unit === 8226)) c.bullets++;
    }
    before = kind === LINE_BREAK ? 10 : unit;
  }
  return c;
}

/** Kind of the last sign: 0 none, 1 question mark, 2 full stop, 3 other strong end, 4 word, 5 number, 6 other sign. */
function endingOf(text: string, tokens: TokenBuffer): number {
  let i = tokens.count - 1;
  while (i >= 0 && tokens.kind[i] === LINE_BREAK) i--;
  if (i < 0) return 0;
  const kind = tokens.kind[i]!;
  if (kind === WORD || kind === CJK) return 4;
  if (kind === NUMBER) return 5;
  const unit = text.charCodeAt(tokens.start[i]!);
  if (QUESTION_MARKS.has(unit)) return 1;
  if (unit === 46 || unit === 0x3002) return 2;
  return STRONG_ENDS.includes(String.fromCharCode(unit)) ? 3 : 6;
}

/** Structure of the last user turn. `opening` and `closing` are token counts of its first and last paragraph. */
export function addTextStructure(
  text: string,
  tokens: TokenBuffer,
  opening: number,
  closing: number,
  sink: FeatureSink,
): void {
  const c = countTokens(text, tokens);
  const total = Math.max(1, tokens.count);
  sink.addBin(Is.bias, 0);
  sink.addBin(Is.length, binOf(text.length, LENGTHS));
  sink.addBin(Is.lines, binOf(c.lines - 1, COUNTS));
  sink.addBin(Is.numbers, binOf((1000 * c.numbers) / total, SHARES));
  sink.addBin(Is.codeSigns, binOf((1000 * c.code) / total, SHARES));
  sink.addBin(Is.mathSigns, binOf((1000 * c.math) / total, SHARES));
  sink.addBin(Is.quotes, binOf(c.quotes, COUNTS));
  sink.addBin(Is.ending, endingOf(text, tokens));
  sink.addBin(Is.questions, binOf(c.questions, COUNTS));
  const first = tokens.count > 0 ? tokens.wordClass[0]! : 0;
  sink.addBin(Is.firstClass0 + (first >> 3), first & 7);
  sink.addBin(Is.script, c.ideographs * 2 > c.words ? 1 : 0);
  sink.addBin(Is.openingLength, binOf(opening, [3, 6, 10, 16, 25, 40, 60]));
  sink.addBin(Is.closingLength, opening + closing >= total ? 0 : 1 + binOf(closing, [3, 8, 14, 22, 40, 80]));
  sink.addBin(Is.signs, c.pipes > 4 ? 1 : 0);
  sink.addBin(Is.signs2, c.lineEndsInSemicolon > 1 ? 1 : 0);
  sink.addBin(Is.options, binOf(c.options, [1, 2, 3, 4]));
  sink.addBin(Is.lineShape, binOf(c.bullets, COUNTS));
  sink.addBin(Is.openingEnd, c.lineEndsInColon === 0 ? 0 : c.lineEndsInColon > 1 ? 2 : 1);
}

/** Structure of the request around the last user turn. `toolWords`: its words that occur in a tool's name or description. */
export function addRequestStructure(
  input: ClassifierInput,
  found: Conversation,
  toolWords: number,
  sink: FeatureSink,
): void {
  sink.addBin(
    Is.systemLength,
    found.system === "" ? 0 : 1 + binOf(found.system.length, [40, 100, 250, 600, 2000]),
  );
  sink.addBin(Is.turns, binOf(found.userTurns - 1, COUNTS));
  if (found.userTurns > 1) {
    sink.addBin(Is.followUp, binOf(found.last.length, LENGTHS));
    sink.addBin(Is.reply, found.reply.includes("```") ? 2 : 1);
  }
  sink.addBin(Is.tools, binOf(input.tools.length, COUNTS));
  if (input.tools.length > 0) sink.addBin(Is.toolWords, binOf(toolWords, COUNTS));
  if (found.inToolLoop) sink.addBin(Is.request, 1);
  if (input.responseFormat === "json_schema" || input.responseFormat === "json_object")
    sink.addBin(Is.request, 2);
  for (const part of found.lastParts) sink.addBin(Is.parts, part === "image" ? 1 : part === "audio" ? 2 : 3);
}
