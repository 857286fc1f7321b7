import { expect, test } from "vitest";
import { visitOf } from "./visit";

test("without a public URL the browser's own host is the base", () => {
  const visit = visitOf(new Headers({ host: "127.0.0.1:4000", "x-forwarded-for": "::1" }), null);
  expect(visit).toEqual({
    host: "127.0.0.1:4000",
    address: "::1",
    baseUrl: "http://127.0.0.1:4000",
    secure: false,
  });
});

test("a stated public URL wins over what headers claim", () => {
  const headers = new Headers({ host: "evil.example", "x-forwarded-proto": "http" });
  expect(visitOf(headers, "https://route.example/")).toMatchObject({
    baseUrl: "https://route.example",
    secure: true,
  });
});
