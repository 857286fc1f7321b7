import { expect, test } from "vitest";
import { isLocalVisit, isSetupToken, setupToken } from "./setup-token";

test("the token depends on the secret and on nothing else", () => {
  expect(setupToken("a".repeat(32))).toBe(setupToken("a".repeat(32)));
  expect(isSetupToken(setupToken("a".repeat(32)), "a".repeat(32))).toBe(true);
  expect(isSetupToken(setupToken("a".repeat(32)), "b".repeat(32))).toBe(false);
  expect(isSetupToken("", "a".repeat(32))).toBe(false);
});

const local = {
  listensOn: "127.0.0.1",
  publicUrl: null,
  host: "localhost:3000",
  address: "::ffff:127.0.0.1",
};

test("only a visitor on this machine needs no token", () => {
  expect(isLocalVisit(local)).toBe(true);
  expect(isLocalVisit({ ...local, host: "[::1]:3000", address: "::1" })).toBe(true);
});

test.each([
  ["a port open to the network", { listensOn: "0.0.0.0" }],
  ["a proxy that is named", { publicUrl: "https://route.example" }],
  ["a proxy that passes the host", { host: "route.example" }],
  ["a name that only starts like this machine's", { host: "localhost.example:3000" }],
  ["a proxy that passes the address", { address: "203.0.113.9" }],
])("%s needs the token", (_name, change) => expect(isLocalVisit({ ...local, ...change })).toBe(false));
