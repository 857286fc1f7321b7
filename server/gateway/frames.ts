/**
 * Splits an event stream into the payloads of its frames. Takes bytes as latin1 text in pieces of any size, so a cut
 * inside a frame, a line or a UTF-8 character is of no consequence. Knows LF and CRLF, comments, `data:` with and
 * without a space, and several `data:` lines; other fields are left out, since the chat stream has none.
 */
export class FrameSplitter {
  #rest = "";
  #searchFrom = 0;
  #atStart = true;

  /** Characters of a frame whose end has not come yet. */
  get pending(): number {
    return this.#rest.length;
  }

  /** Payloads of the frames that this piece completes, in order; frames without data are left out. */
  push(piece: string): string[] {
    let text = this.#rest === "" ? piece : this.#rest + piece;
    if (this.#atStart && text.length >= BOM.length) {
      this.#atStart = false;
      if (text.startsWith(BOM)) text = text.slice(BOM.length);
    }
    const payloads: string[] = [];
    let start = 0;
    let search = this.#searchFrom;
    for (;;) {
      const lineEnd = text.indexOf("\n", search);
      if (lineEnd === -1) break;
      search = lineEnd + 1;
      // A blank line is a line break that follows another, or the very start.
      if (!isBlankLine(text, start, lineEnd)) continue;
      const payload = payloadOf(text, start, lineEnd);
      if (payload !== "") payloads.push(payload);
      start = search;
    }
    this.#rest = start === 0 ? text : text.slice(start);
    this.#searchFrom = Math.max(0, search - start);
    return payloads;
  }

  /** The payload of a last frame that the upstream ended without its blank line; empty when there is none. */
  flush(): string {
    const text = this.#rest;
    this.#rest = "";
    this.#searchFrom = 0;
    return text === "" ? "" : payloadOf(text, 0, text.length);
  }
}

/** A byte order mark in UTF-8, as latin1 text: the event stream's standard lets one stand at the very start. */
const BOM = "\xef\xbb\xbf";

function isBlankLine(text: string, frameStart: number, lineEnd: number): boolean {
  let i = lineEnd - 1;
  if (i >= frameStart && text.charCodeAt(i) === 0x0d) i--;
  return i < frameStart || text.charCodeAt(i) === 0x0a;
}

function payloadOf(text: string, start: number, end: number): string {
  let payload = "";
  let lines = 0;
  let at = start;
  while (at < end) {
    let lineEnd = text.indexOf("\n", at);
    if (lineEnd === -1 || lineEnd > end) lineEnd = end;
    if (text.startsWith("data:", at)) {
      const from = text.charCodeAt(at + 5) === 0x20 ? at + 6 : at + 5;
      const to = text.charCodeAt(lineEnd - 1) === 0x0d ? lineEnd - 1 : lineEnd;
      const line = text.slice(Math.min(from, to), to);
      payload = lines++ === 0 ? line : `${payload}\n${line}`;
    }
    at = lineEnd + 1;
  }
  return payload;
}
