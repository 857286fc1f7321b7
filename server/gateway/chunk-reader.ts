import { memberCut, MemberCursor, skipSpace } from "./json-scan";

const top = new MemberCursor();
const choice = new MemberCursor();
const delta = new MemberCursor();
const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const NULL = 0x6e;
/** Choices beyond the 31st share a bit; OpenAI allows 128, no chat client asks for that many. */
const CHOICE_BITS = 31;

/** What one frame of a chat stream, or one plain answer, turned out to be. */
export type ChunkKind = "output" | "quiet" | "usage" | "error" | "broken";

/**
 * Reads chat chunks by scanning, without building objects: sets `model` to the id the caller knows, takes note of
 * usage, output and finish marks, and leaves every other byte as it came. One reader per attempt; texts are latin1.
 */
export class ChunkReader {
  /** Rewritten text of the last chunk. */
  text = "";
  /** Bytes of content, reasoning, refusal and tool calls so far: the measure when no usage is reported. */
  outputBytes = 0;
  /** JSON of the last `usage` that was not null. */
  usageJson: string | null = null;
  /** JSON of the first `model` as the upstream reported it. */
  modelJson: string | null = null;
  /** JSON of the first chunk's `id` and `created`, for a chunk of our own in the same stream. */
  idJson = "null";
  createdJson = "0";
  /** JSON of the error in the last chunk of kind "error". */
  errorJson = "null";
  #seen = 0;
  #finished = 0;
  #finishedCount = 0;
  #choices = 0;
  #modelLiteral: string;

  /**
   * `modelLiteral` is the JSON text to set as `model`; without `keepsUsage`, `usage` members are cut out;
   * `choicesAsked` is the request's `n`.
   */
  constructor(
    modelLiteral: string,
    readonly keepsUsage: boolean,
    private readonly choicesAsked = 1,
  ) {
    this.#modelLiteral = modelLiteral;
  }

  /**
   * Every choice that was begun has its finish mark, and there is at least one. Where the upstream ended its answer
   * soundly this is enough: some know no `n` and give one choice.
   */
  get isFinished(): boolean {
    return this.#seen !== 0 && this.#seen === this.#finished;
  }

  /** Every choice that was asked for is finished: no more output can come, whether or not the end is seen. */
  get isWhole(): boolean {
    return this.isFinished && this.#finishedCount >= Math.min(this.choicesAsked, CHOICE_BITS);
  }

  read(text: string): ChunkKind {
    let out = "";
    let copied = 0;
    let kept = 0;
    let hasUsage = false;
    let hasError = false;
    const outputBefore = this.outputBytes;
    this.#choices = 0;
    if (!top.open(text, skipSpace(text, 0))) return "broken";
    while (top.next()) {
      if (top.is("choices")) {
        if (!this.#readChoices(text, top.valueStart)) return "broken";
      } else if (top.is("model")) {
        this.modelJson ??= text.slice(top.valueStart, top.valueEnd);
        out += text.slice(copied, top.valueStart) + this.#modelLiteral;
        copied = top.valueEnd;
      } else if (top.is("usage")) {
        if (top.kind === OPEN_BRACE) {
          this.usageJson = text.slice(top.valueStart, top.valueEnd);
          hasUsage = true;
        }
        if (!this.keepsUsage) {
          const cut = memberCut(top, kept === 0);
          out += text.slice(copied, cut.from);
          copied = cut.to;
          continue;
        }
      } else if (isError(text)) {
        hasError = true;
        this.errorJson = top.is("error") ? text.slice(top.valueStart, top.valueEnd) : text;
      } else if (this.idJson === "null" && top.is("id"))
        this.idJson = text.slice(top.valueStart, top.valueEnd);
      else if (this.createdJson === "0" && top.is("created"))
        this.createdJson = text.slice(top.valueStart, top.valueEnd);
      kept++;
    }
    if (top.broken || skipSpace(text, top.end + 1) < text.length) return "broken";
    this.text = copied === 0 ? text : out + text.slice(copied);
    if (hasError) return "error";
    if (this.outputBytes > outputBefore) return "output";
    return hasUsage && this.#choices === 0 ? "usage" : "quiet";
  }

  /** Choices in the last chunk that was read. */
  get choicesInChunk(): number {
    return this.#choices;
  }

  #readChoices(text: string, at: number): boolean {
    if (text.charCodeAt(at) === NULL) return true;
    if (text.charCodeAt(at) !== OPEN_BRACKET) return false;
    let i = skipSpace(text, at + 1);
    if (text.charCodeAt(i) === CLOSE_BRACKET) return true;
    for (;;) {
      if (!choice.open(text, i) || !this.#readChoice()) return false;
      this.#choices++;
      i = skipSpace(text, choice.end + 1);
      const c = text.charCodeAt(i);
      if (c === CLOSE_BRACKET) return true;
      if (c !== COMMA) return false;
      i = skipSpace(text, i + 1);
    }
  }

  #readChoice(): boolean {
    let index = 0;
    let finished = false;
    while (choice.next()) {
      if (choice.is("index")) index = Number(choice.text.slice(choice.valueStart, choice.valueEnd)) || 0;
      else if (choice.is("finish_reason"))
        finished = choice.kind === QUOTE && choice.valueEnd - choice.valueStart > 2; // "" is none
      else if (choice.is("delta") || choice.is("message")) {
        if (choice.kind === OPEN_BRACE && !this.#readDelta(choice.text, choice.valueStart)) return false;
      } else if (choice.is("text")) this.#count(choice);
    }
    const bit = 1 << Math.min(index, CHOICE_BITS - 1);
    this.#seen |= bit;
    if (finished && (this.#finished & bit) === 0) {
      this.#finished |= bit;
      this.#finishedCount++;
    }
    return !choice.broken;
  }

  #readDelta(text: string, at: number): boolean {
    delta.open(text, at);
    while (delta.next()) {
      if (
        delta.is("content") ||
        delta.is("reasoning_content") ||
        delta.is("reasoning") ||
        delta.is("refusal") ||
        delta.is("tool_calls") ||
        delta.is("function_call") ||
        delta.is("audio")
      ) {
        this.#count(delta);
      }
    }
    return !delta.broken;
  }

  #count(at: MemberCursor): void {
    const { kind, valueStart, valueEnd, text } = at;
    if (kind === QUOTE) this.outputBytes += valueEnd - valueStart - 2;
    else if (kind === OPEN_BRACE) this.outputBytes += valueEnd - valueStart;
    else if (kind === OPEN_BRACKET && text.charCodeAt(skipSpace(text, valueStart + 1)) !== CLOSE_BRACKET) {
      this.outputBytes += valueEnd - valueStart;
    }
  }
}

/** A top-level `error` that is set, or vLLM's `"object":"error"` beside the message. */
function isError(text: string): boolean {
  if (top.is("error")) return top.kind !== NULL;
  return top.is("object") && text.startsWith('"error"', top.valueStart);
}
