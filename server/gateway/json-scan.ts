/**
 * Finds members of a JSON object by offset, so that one value can be replaced without touching any other byte.
 * Works on latin1 text (one character per byte), which keeps offsets equal to byte offsets and is lossless.
 * Nothing here validates: a text that is not JSON gives -1, or a cursor with `broken` set.
 */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
/** Characters looked at one by one before the native search takes over (long strings: images, documents). */
const STRING_SCAN_LIMIT = 32;

/** Position of the first character at or after `at` that is not JSON white space. */
export function skipSpace(text: string, at: number): number {
  let i = at;
  for (; ; i++) {
    const c = text.charCodeAt(i);
    if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return i;
  }
}

/** `at` is an opening quote; gives the position behind the closing one, or -1. */
function skipString(text: string, at: number): number {
  let i = at + 1;
  const near = i + STRING_SCAN_LIMIT;
  for (; i < near; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) return i + 1;
    if (c === BACKSLASH) i++;
    else if (c !== c) return -1;
  }
  for (;;) {
    const quote = text.indexOf('"', i);
    if (quote === -1) return -1;
    let slashes = 0;
    while (quote - 1 - slashes >= i && text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes++;
    if ((slashes & 1) === 0) return quote + 1;
    i = quote + 1;
  }
}

/** Position behind the value that starts at `at` (no white space before it), or -1 when it does not end. */
export function skipValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return skipString(text, at);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
    let i = at;
    for (; ; i++) {
      const c = text.charCodeAt(i);
      if (c === COMMA || c === CLOSE_BRACE || c === CLOSE_BRACKET || c <= 0x20 || c !== c)
        return i === at ? -1 : i;
    }
  }
  let depth = 0;
  for (let i = at; ; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      i = skipString(text, i) - 1;
      if (i < 0) return -1;
    } else if (c === OPEN_BRACE || c === OPEN_BRACKET) depth++;
    else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) {
      if (--depth === 0) return i + 1;
    } else if (c !== c) return -1;
  }
}

/** Walks the members of one object. Reusable: `open` starts again, so hot paths allocate nothing. */
export class MemberCursor {
  text = "";
  keyStart = 0;
  keyEnd = 0;
  valueStart = 0;
  valueEnd = 0;
  /** Position of the closing brace, once `next` has given false on sound input. */
  end = -1;
  broken = false;
  #at = 0;
  #first = true;

  /** `at` is the position of `{`. Gives false when there is none. */
  open(text: string, at: number): boolean {
    this.text = text;
    this.end = -1;
    this.#first = true;
    this.#at = at + 1;
    this.broken = text.charCodeAt(at) !== OPEN_BRACE;
    return !this.broken;
  }

  next(): boolean {
    const { text } = this;
    let i = skipSpace(text, this.#at);
    const c = text.charCodeAt(i);
    if (c === CLOSE_BRACE) {
      this.end = i;
      return false;
    }
    if (!this.#first) {
      if (c !== COMMA) return this.#fail();
      i = skipSpace(text, i + 1);
    }
    this.#first = false;
    if (text.charCodeAt(i) !== QUOTE) return this.#fail();
    const keyEnd = skipString(text, i);
    if (keyEnd === -1) return this.#fail();
    const colon = skipSpace(text, keyEnd);
    if (text.charCodeAt(colon) !== COLON) return this.#fail();
    const valueStart = skipSpace(text, colon + 1);
    const valueEnd = skipValue(text, valueStart);
    if (valueEnd === -1) return this.#fail();
    this.keyStart = i;
    this.keyEnd = keyEnd;
    this.valueStart = valueStart;
    this.valueEnd = valueEnd;
    this.#at = valueEnd;
    return true;
  }

  /** Whether the key is `name` (plain ASCII), however it is escaped. */
  is(name: string): boolean {
    const { text, keyStart, keyEnd } = this;
    if (keyEnd - keyStart === name.length + 2) return text.startsWith(name, keyStart + 1);
    return (
      keyEnd - keyStart > name.length + 2 &&
      this.#escaped() &&
      parseText(text.slice(keyStart, keyEnd)) === name
    );
  }

  /** First character of the value: enough to tell its kind. */
  get kind(): number {
    return this.text.charCodeAt(this.valueStart);
  }

  #escaped(): boolean {
    const slash = this.text.indexOf("\\", this.keyStart);
    return slash !== -1 && slash < this.keyEnd;
  }

  #fail(): false {
    this.broken = true;
    return false;
  }
}

/**
 * What to leave out so that a member is gone and commas still fit: the member and the comma behind it when no member
 * before it stays, else the member and the comma before it.
 */
export function memberCut(cursor: MemberCursor, isFirst: boolean): { from: number; to: number } {
  const { text, keyStart, valueEnd } = cursor;
  if (!isFirst) return { from: text.lastIndexOf(",", keyStart), to: valueEnd };
  const behind = skipSpace(text, valueEnd);
  return { from: keyStart, to: text.charCodeAt(behind) === COMMA ? skipSpace(text, behind + 1) : valueEnd };
}

function parseText(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Bytes as text, one character per byte: lossless, and what everything here scans. */
export function bytesAsLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** Latin1 text of a string's UTF-8 JSON literal: what replaces a value in a scanned text. */
export function jsonAsLatin1(value: unknown): string {
  return utf8AsLatin1(JSON.stringify(value));
}

/** The UTF-8 bytes of a text, one character per byte. */
export function utf8AsLatin1(text: string): string {
  // eslint-disable-next-line no-control-regex -- the range is the point: pure ASCII needs no copy
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}

/** Back from latin1 text to the string it is the UTF-8 of. */
export function latin1AsUtf8(text: string): string {
  // eslint-disable-next-line no-control-regex -- as above
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, "latin1").toString("utf8");
}
