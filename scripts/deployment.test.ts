import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import nextConfig from "../next.config.js";

test("on Vercel a client that leaves cancels its function, which may run as long as the route says", () => {
  const { functions } = JSON.parse(readFileSync("vercel.json", "utf8"));
  const route = readFileSync("app/v1/[[...path]]/route.ts", "utf8");
  const stated = Number(/export const maxDuration = (\d+);/.exec(route)?.[1]);
  expect(functions).toEqual({ "app/v1/**/*": { maxDuration: stated, supportsCancellation: true } });
});

test("no page may be framed, sniffed, or leak its address to another site", async () => {
  const [everywhere] = await nextConfig.headers!();
  expect(everywhere?.source).toBe("/:path*");
  expect(everywhere?.headers).toEqual([
    { key: "content-security-policy", value: "frame-ancestors 'none'" },
    { key: "x-content-type-options", value: "nosniff" },
    { key: "referrer-policy", value: "same-origin" },
  ]);
});
