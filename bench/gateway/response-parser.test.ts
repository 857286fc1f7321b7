import { expect, test } from "vitest";
import { ResponseParser } from "./response-parser";

function parse(pieces: Buffer[]): string[] {
  const seen: string[] = [];
  let body = "";
  const parser = new ResponseParser({
    onHead: (status, isEventStream) => seen.push(`${status} ${isEventStream}`),
    onBody: (bytes) => (body += bytes.toString()),
    onEnd: () => {
      seen.push(body);
      body = "";
    },
    onMalformed: (what) => seen.push(`malformed ${what}`),
  });
  for (const piece of pieces) parser.feed(piece);
  return seen;
}

const FIXED = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
const CHUNKED =
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata\r\nb\r\n: and\r\nmore\r\n0\r\n\r\n";

test("two answers on one connection come out whole, cut at every byte", () => {
  const bytes = Buffer.from(FIXED + CHUNKED + FIXED);
  const expected = ["200 false", "hello", "200 true", "data: and\r\nmore", "200 false", "hello"];
  for (let at = 0; at <= bytes.length; at++)
    expect(parse([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(expected);
  expect(parse([...bytes].map((byte) => Buffer.of(byte)))).toEqual(expected);
});

test("an answer without a length and a broken chunk are reported", () => {
  expect(parse([Buffer.from("HTTP/1.1 200 OK\r\n\r\n")])).toContain("malformed no-length");
  expect(parse([Buffer.from("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n")])).toContain(
    "malformed bad-chunk",
  );
});
