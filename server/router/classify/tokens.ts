import type { ClassifierInput } from "../types";
import { kindOf, CJK, NUMBER, PUNCTUATION, WORD } from "./text-scan";

/** Characters per token. Latin prose runs at 4 to 4.5 in the tokenizers of open models, source code at about 3. */
const LATIN_CHARS = 4.2;
const CODE_CHARS = 3;
const OTHER_SCRIPT_CHARS = 2.6;
const CJK_CHARS = 1.5;
/** Share of signs and digits above which text is counted as code. */
const CODE_SHARE = 0.12;
/** Role markers around each message, and the schema that a tool's name and description stand for. */
const MESSAGE_TOKENS = 4;
const TOOL_TOKENS = 60;
/** Flat shares: a mid-size image, half a minute of audio, a few pages. */
const PART_TOKENS = { image: 800, audio: 750, file: 2000 } as const;
/** Characters looked at per text, in blocks spread evenly over it; and in all texts of a request together. */
const BLOCK = 256;
const BLOCKS = 12;
const BUDGET = 16_384;

/** Estimated tokens of a text from its length and the scripts in a sample of it. `chars` bounds the sample. */
export function estimateTextTokens(text: string, chars: number = BLOCK * BLOCKS): number {
  const length = text.length;
  if (length === 0) return 0;
  const blocks = Math.max(1, Math.min(BLOCKS, Math.floor(chars / BLOCK)));
  const whole = length <= blocks * BLOCK;
  const sample = { latin: 0, signs: 0, other: 0, cjk: 0, seen: 0 };
  if (whole) count(text, 0, length, sample);
  else
    for (let i = 0; i < blocks; i++) {
      const from = blocks === 1 ? 0 : Math.floor((i * (length - BLOCK)) / (blocks - 1));
      count(text, from, from + BLOCK, sample);
    }
  const roman = sample.latin + sample.signs;
  const romanChars = roman > 0 && sample.signs / roman > CODE_SHARE ? CODE_CHARS : LATIN_CHARS;
  const tokens = roman / romanChars + sample.other / OTHER_SCRIPT_CHARS + sample.cjk / CJK_CHARS;
  return (tokens * length) / sample.seen;
}

/** Estimated prompt tokens of the request: text, message overhead, tools and flat shares for the other parts. */
export function estimateInputTokens(input: ClassifierInput): number {
  let left = BUDGET;
  let tokens = 0;
  for (let i = input.messages.length - 1; i >= 0; i--) {
    const message = input.messages[i]!;
    const chars = Math.max(BLOCK, Math.min(left, BLOCK * BLOCKS));
    tokens += MESSAGE_TOKENS + estimateTextTokens(message.text, chars);
    left -= Math.min(chars, message.text.length);
    for (const part of message.parts) tokens += PART_TOKENS[part];
  }
  for (const tool of input.tools)
    tokens += TOOL_TOKENS + (tool.name.length + tool.description.length) / LATIN_CHARS;
  return tokens;
}

/** Rounds to two significant digits (at least 1), so that a decision does not hang on a character. */
export function quantise(value: number): number {
  if (!(value > 1)) return 1;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}

interface Sample {
  latin: number;
  signs: number;
  other: number;
  cjk: number;
  seen: number;
}

function count(text: string, from: number, to: number, sample: Sample): void {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    if (kind === CJK || (unit >= 0xac00 && unit < 0xd7b0)) sample.cjk++;
    else if (kind === WORD) {
      if (unit < 0x250) sample.latin++;
      else sample.other++;
    } else if (kind === PUNCTUATION || kind === NUMBER) {
      if (unit < 0x2000) sample.signs++;
      else sample.other++;
    } else sample.latin++;
  }
  sample.seen += to - from;
}
