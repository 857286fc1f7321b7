import type { ClassifierInput } from "../types";
import { readConversation, type Conversation } from "./conversation";
import { dropCourtesy } from "./courtesy";
import type { FeatureSink } from "./feature-sink";
import { SALT, addBody, addClasses, addClosing, addLetters, addOpening, pair } from "./field-features";
import { addRequestStructure, addTextStructure } from "./structure";
import { CJK, LINE_BREAK, TokenBuffer, WORD, scanText } from "./text-scan";

/**
 * Characters and tokens read of each field: the head and the tail of a long text, never its middle. The tail has room
 * for a token a character, so that a question at the end is read in every script.
 */
const HEAD_CHARS = 1600;
const TAIL_CHARS = 600;
const HEAD_TOKENS = 320;
const SYSTEM_CHARS = 500;
const PREVIOUS_CHARS = 400;
const TOOLS_READ = 12;
const OPENING_TOKENS = 40;
const CLOSING_TOKENS = 28;

/** Scratch space of one extraction after another; single-threaded use. */
export class Extractor {
  readonly #tokens = new TokenBuffer(HEAD_TOKENS + TAIL_CHARS);
  readonly #side = new TokenBuffer(160);
  readonly #toolWords = new Set<number>();
  /** Salt and word class, in turn, of the system prompt and the previous user turn. */
  readonly #sideClasses: number[] = [];

  /** Writes every feature of the request into the sink. Pure but for its scratch space; never throws on odd text. */
  extract(input: ClassifierInput, sink: FeatureSink): void {
    const found = readConversation(input);
    const tokens = this.#tokens;
    const text = found.last;
    tokens.count = 0;
    const headEnd = scanText(text, 0, Math.min(text.length, HEAD_CHARS), HEAD_TOKENS, tokens);
    if (headEnd < text.length)
      scanText(text, Math.max(headEnd, text.length - TAIL_CHARS), text.length, TAIL_CHARS, tokens);
    dropCourtesy(tokens);
    const opening = openingOf(tokens);
    const closing = closingOf(tokens, opening);
    sink.reset();
    this.#sideClasses.length = 0;
    this.#readTools(input);
    addTextStructure(text, tokens, opening, tokens.count - closing, sink);
    addRequestStructure(input, found, this.#sharedWords(tokens), sink);
    sink.endGroup();
    addOpening(tokens, opening, sink);
    sink.endGroup();
    addClosing(tokens, closing, sink);
    sink.endGroup();
    addBody(tokens, sink);
    sink.endGroup();
    addLetters(text, tokens, 0, opening, sink);
    if (closing > opening) addLetters(text, tokens, closing, tokens.count, sink);
    sink.endGroup();
    this.#addSide(found.system, SYSTEM_CHARS, SALT.system1, SALT.system2, SALT.systemClass, sink);
    sink.endGroup();
    this.#addPrevious(found, sink);
    sink.endGroup();
    for (const word of this.#toolWords) sink.add(SALT.tool, word);
    sink.endGroup();
    addClasses(tokens, opening, closing, sink);
    const classes = this.#sideClasses;
    for (let i = 0; i < classes.length; i += 2) sink.add(classes[i]!, classes[i + 1]!);
    sink.endGroup();
  }

  #addSide(
    text: string,
    chars: number,
    salt1: number,
    salt2: number,
    saltClass: number,
    sink: FeatureSink,
  ): void {
    const side = this.#side;
    side.count = 0;
    scanText(text, 0, Math.min(text.length, chars), side.capacity, side);
    let before = 0;
    for (let i = 0; i < side.count; i++) {
      const hash = side.hash[i]!;
      if (side.kind[i] !== WORD && side.kind[i] !== CJK) continue;
      sink.add(salt1, hash);
      if (before !== 0) sink.add(salt2, pair(before, hash));
      if (side.wordClass[i] !== 0) this.#sideClasses.push(saltClass, side.wordClass[i]!);
      before = hash;
    }
  }

  /** The previous user turn says more when the last one is short ("now in French"), so the two cases have rows of their own. */
  #addPrevious(found: Conversation, sink: FeatureSink): void {
    if (found.userTurns < 2) return;
    const short = found.last.length < 60 ? SALT.short1 : 0;
    this.#addSide(
      found.previous,
      PREVIOUS_CHARS,
      SALT.previous1 ^ short,
      SALT.previous2 ^ short,
      SALT.previousClass ^ short,
      sink,
    );
  }

  #readTools(input: ClassifierInput): void {
    this.#toolWords.clear();
    const side = this.#side;
    for (let i = 0; i < input.tools.length && i < TOOLS_READ; i++) {
      const tool = input.tools[i]!;
      side.count = 0;
      scanText(tool.name, 0, Math.min(60, tool.name.length), 12, side);
      scanText(tool.description, 0, Math.min(120, tool.description.length), 24, side);
      for (let k = 0; k < side.count; k++)
        if (side.kind[k] === WORD && side.end[k]! - side.start[k]! > 3) this.#toolWords.add(side.hash[k]!);
    }
  }

  #sharedWords(tokens: TokenBuffer): number {
    if (this.#toolWords.size === 0) return 0;
    let shared = 0;
    for (let i = 0; i < tokens.count; i++) if (this.#toolWords.has(tokens.hash[i]!)) shared++;
    return shared;
  }
}

/** Tokens of the first paragraph, at most 40: where an instruction stands when its text follows. */
function openingOf(tokens: TokenBuffer): number {
  const limit = Math.min(tokens.count, OPENING_TOKENS);
  for (let i = 4; i < limit; i++) if (tokens.kind[i] === LINE_BREAK) return i;
  return limit;
}

/** Start of the last paragraph, at most 28 tokens long: where a question stands when its document comes first. */
function closingOf(tokens: TokenBuffer, opening: number): number {
  const floor = Math.max(opening, tokens.count - CLOSING_TOKENS);
  for (let i = tokens.count - 4; i > floor; i--) if (tokens.kind[i] === LINE_BREAK) return i + 1;
  return floor;
}
