import { expect, test } from "vitest";
import { isSetupToken, setupToken } from "./setup-token";

test("the token depends on the secret and on nothing else", () => {
  expect(setupToken("a".repeat(32))).toBe(setupToken("a".repeat(32)));
  expect(isSetupToken(setupToken("a".repeat(32)), "a".repeat(32))).toBe(true);
  expect(isSetupToken(setupToken("a".repeat(32)), "b".repeat(32))).toBe(false);
  expect(isSetupToken("", "a".repeat(32))).toBe(false);
});
