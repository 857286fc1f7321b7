import { jsonAsLatin1, memberCut, MemberCursor, skipSpace } from "./json-scan";

const cursor = new MemberCursor();
const inner = new MemberCursor();
const OPEN_BRACE = 0x7b;

/** What to change in the client's JSON on its way to an upstream; all else stays byte for byte. */
export interface BodyEdit {
  /** The model's name at the upstream. */
  model: string;
  /** Ask for the usage chunk of a stream. */
  includeUsage: boolean;
}

/**
 * The client's body with every `model` replaced, every `routing` cut and, when asked, `stream_options.include_usage`
 * set. Numbers, nulls, white space, tool arguments and unknown members are the client's own bytes.
 * `raw` is latin1 text of a body that was parsed as a JSON object before.
 */
export function upstreamBody(raw: string, edit: BodyEdit): Buffer {
  const model = jsonAsLatin1(edit.model);
  let out = "";
  let copied = 0;
  let members = 0;
  let sawStreamOptions = false;
  cursor.open(raw, skipSpace(raw, 0));
  while (cursor.next()) {
    const { valueStart, valueEnd } = cursor;
    if (cursor.is("routing")) {
      const cut = memberCut(cursor, members === 0);
      out += raw.slice(copied, cut.from);
      copied = cut.to;
      continue;
    }
    members++;
    if (cursor.is("model")) {
      out += raw.slice(copied, valueStart) + model;
      copied = valueEnd;
    } else if (edit.includeUsage && cursor.is("stream_options")) {
      sawStreamOptions = true;
      out += raw.slice(copied, valueStart) + withUsage(raw.slice(valueStart, valueEnd));
      copied = valueEnd;
    }
  }
  out += raw.slice(copied, cursor.end);
  if (edit.includeUsage && !sawStreamOptions) {
    out += `${members > 0 ? "," : ""}"stream_options":{"include_usage":true}`;
  }
  return Buffer.from(out + raw.slice(cursor.end), "latin1");
}

function withUsage(options: string): string {
  if (options.charCodeAt(0) !== OPEN_BRACE) return '{"include_usage":true}';
  let out = "";
  let copied = 0;
  let found = false;
  let members = 0;
  inner.open(options, 0);
  while (inner.next()) {
    members++;
    if (!inner.is("include_usage")) continue;
    found = true;
    out += `${options.slice(copied, inner.valueStart)}true`;
    copied = inner.valueEnd;
  }
  if (found) return out + options.slice(copied);
  return `{"include_usage":true${members > 0 ? "," : ""}${options.slice(1)}`;
}
