import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameSplitter } from "./frames";

function split(pieces: string[]): { payloads: string[]; rest: string } {
  const splitter = new FrameSplitter();
  const payloads = pieces.flatMap((piece) => splitter.push(piece));
  return { payloads, rest: splitter.flush() };
}

describe("frames of an event stream", () => {
  it.each([
    ["LF", "data: a\n\ndata: b\n\n", ["a", "b"]],
    ["CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]],
    ["no space", "data:a\n\n", ["a"]],
    ["only one space is dropped", "data:  a\n\n", [" a"]],
    ["comments and other fields", ": hi\n\nevent: ping\nid: 1\ndata: a\nretry: 5\n\n", ["a"]],
    ["several data lines", "data: a\ndata: b\n\n", ["a\nb"]],
    ["empty data", "data:\n\nevent: ping\n\n", []],
    ["blank lines before and between", "\n\n\ndata: a\n\n\n\ndata: b\n\n", ["a", "b"]],
  ])("%s", (_, text, expected) => {
    expect(split([text]).payloads).toEqual(expected);
  });

  it("are the same however the bytes arrive", () => {
    const text = ': x\r\n\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata:b\n\n\ndata: é\n\ndata: [DONE]\n\n';
    const whole = split([text]).payloads;
    expect(whole).toEqual(['{"a":\n1}', "b", "é", "[DONE]"]);
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        expect(split(at.slice(1).map((end, i) => text.slice(at[i], end))).payloads).toEqual(whole);
      }),
    );
  });

  it("a byte order mark at the very start hides no frame", () => {
    expect(split(["\xef", "\xbb\xbfdata: a\n\n"]).payloads).toEqual(["a"]);
    expect(split(["\xef\xbb\xbfdata: a\n\ndata: b\n\n"]).payloads).toEqual(["a", "b"]);
  });

  it("gives an unfinished last frame only when asked", () => {
    expect(split(["data: a\n\ndata: b\n"])).toEqual({ payloads: ["a"], rest: "b" });
    expect(split(["data: a\n\nda"])).toEqual({ payloads: ["a"], rest: "" });
  });
});
