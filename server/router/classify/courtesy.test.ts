import { expect, test } from "vitest";
import { dropCourtesy } from "./courtesy";
import { TokenBuffer, scanText } from "./text-scan";

/** The text that is left, from the first to the last token kept. */
function left(text: string): string {
  const tokens = new TokenBuffer(200);
  scanText(text, 0, text.length, 200, tokens);
  dropCourtesy(tokens);
  return tokens.count === 0 ? "" : text.slice(tokens.start[0], tokens.end[tokens.count - 1]);
}

test.each([
  ["please list the rivers of Spain", "list the rivers of Spain"],
  ["Hi there, could you please help me: list the rivers of Spain", "list the rivers of Spain"],
  ["list the rivers of Spain.\nthanks!", "list the rivers of Spain."],
  ["list the rivers of Spain. Thank you so much!", "list the rivers of Spain."],
  ["Could you list the rivers of Spain, please?", "list the rivers of Spain,"],
])("courtesy around a request is not part of it: %s", (text, rest) => expect(left(text)).toBe(rest));

test.each([
  "hello",
  "hi, how are you?",
  "thank you so much",
  "please",
  "write a note that says thank you",
  "",
])("courtesy that is the request stays: %s", (text) => expect(left(text)).toBe(text));
