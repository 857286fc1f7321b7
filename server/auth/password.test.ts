import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password";

test("a password matches its own hash only, and the hash holds no password", async () => {
  const stored = await hashPassword("correct horse battery");
  expect(stored).toMatch(/^scrypt\$15\$8\$3\$/);
  expect(stored).not.toContain("correct");
  expect(await verifyPassword("correct horse battery", stored)).toBe(true);
  expect(await verifyPassword("correct horse batterY", stored)).toBe(false);
});

test("the same password hashes differently each time", async () => {
  expect(await hashPassword("correct horse battery")).not.toBe(await hashPassword("correct horse battery"));
});

test("an unknown account and a damaged hash never match", async () => {
  expect(await verifyPassword("anything at all", null)).toBe(false);
  expect(await verifyPassword("anything at all", "scrypt$x$8$3$$")).toBe(false);
});

test("one character typed in two ways is one password", async () => {
  const stored = await hashPassword("caf\u00e9 au lait 1");
  expect(await verifyPassword("cafe\u0301 au lait 1", stored)).toBe(true);
});
