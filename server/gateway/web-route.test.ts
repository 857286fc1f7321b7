import { describe, expect, it } from "vitest";
import * as healthz from "@/app/healthz/route";
import * as readyz from "@/app/readyz/route";
import * as v1 from "@/app/v1/[[...path]]/route";
import { RouterError } from "@/server/platform/errors";
import { testRuntime } from "./testing/in-process";
import { webRoute } from "./web-route";

const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

describe("a route of the serverless door", () => {
  it.each([
    ["/v1", v1],
    ["/healthz", healthz],
    ["/readyz", readyz],
  ])("%s takes every method, so that Next answers none by itself", (_, route) => {
    expect(Object.keys(route)).toEqual(expect.arrayContaining(METHODS));
  });

  it("an installation that cannot start says so in the envelope, and why in the log alone", async () => {
    const wrong = new RouterError("invalid-request", "DATABASE_URL names db.internal");
    for (const open of [
      () => Promise.reject(wrong),
      () => {
        throw wrong;
      },
    ]) {
      const serve = webRoute(open, () => {});
      const response = await serve(
        new Request("http://x/v1/models", { headers: { "x-request-id": "trace-1" } }),
      );
      expect([response.status, response.headers.get("content-type")]).toEqual([500, "application/json"]);
      expect(response.headers.get("x-request-id")).toBe("trace-1");
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({
        error: { type: "server_error", code: "internal_error", param: null },
      });
      expect(text).not.toContain("db.internal");
    }
  });

  it("a wrong method on a probe is refused in the envelope", async () => {
    const { runtime } = await testRuntime();
    const serve = webRoute(
      () => Promise.resolve(runtime),
      () => {},
    );
    const response = await serve(new Request("http://x/healthz", { method: "POST" }));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect(await response.json()).toMatchObject({ error: { code: "method_not_allowed" } });
  });
});
