import { expect, test } from "vitest";
import { visitOf } from "./visit";

test("without a public URL the browser's own host is the base", () => {
  const visit = visitOf(new Headers({ host: "127.0.0.1:4000", "x-fairlead-peer": "::1" }), null);
  expect(visit).toEqual({ address: "::1", baseUrl: "http://127.0.0.1:4000", secure: false });
});

test("a stated public URL wins over what headers claim", () => {
  const headers = new Headers({ host: "evil.example", "x-forwarded-proto": "http" });
  expect(visitOf(headers, "https://route.example/")).toMatchObject({
    baseUrl: "https://route.example",
    secure: true,
  });
});

test("the address is the connection's, whatever a client claims to be forwarded for", () => {
  const claims = {
    "x-forwarded-for": "203.0.113.9",
    "x-real-ip": "203.0.113.9",
    forwarded: "for=203.0.113.9",
  };
  expect(visitOf(new Headers({ ...claims, "x-fairlead-peer": "198.51.100.4" }), null).address).toBe(
    "198.51.100.4",
  );
  expect(visitOf(new Headers(claims), null).address).toBeNull();
});
