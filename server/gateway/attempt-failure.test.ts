import { describe, expect, it } from "vitest";
import { RouterError } from "@/server/platform/errors";
import { UpstreamFailure } from "@/server/providers/upstream";
import { failureOf, failureOfStatus, upstreamError } from "./attempt-failure";

const body = (error: object) => JSON.stringify({ error });

describe("an upstream's status, as an outcome", () => {
  it.each([
    [429, "", "rate-limited", true],
    [500, "<html>", "upstream-5xx", true],
    [529, "", "upstream-5xx", true],
    [408, "", "timeout", true],
    [401, body({ message: "bad key sk-123" }), "upstream-rejected", true],
    [402, "", "upstream-rejected", true],
    [403, "", "upstream-rejected", true],
    [404, "", "upstream-rejected", true],
    [301, "", "malformed", true],
    [413, "", "upstream-rejected", true],
    [400, body({ message: "This model's maximum context length is 8192 tokens" }), "upstream-rejected", true],
    [400, body({ message: "x", code: "context_length_exceeded" }), "upstream-rejected", true],
    [400, body({ message: "bad temperature" }), "upstream-rejected", false],
    [422, body({ message: "bad schema" }), "upstream-rejected", false],
  ])("%i %s → %s, next offer: %s", (status, text, outcome, tryNext) => {
    const failure = failureOfStatus(status, {}, text);
    expect(failure).toMatchObject({ outcome, tryNext, status });
    expect(failure.message).not.toMatch(/sk-123|temperature|maximum/);
  });

  it("keeps retry-after in whole seconds", () => {
    expect(failureOfStatus(429, { "retry-after": "2.5" }, "").retryAfterSeconds).toBe(3);
    expect(failureOfStatus(429, { "retry-after": "1e400" }, "").retryAfterSeconds).toBe(86_400);
    expect(failureOfStatus(429, { "retry-after-ms": "1200", "retry-after": "9" }, "").retryAfterSeconds).toBe(
      2,
    );
    expect(
      failureOfStatus(429, { "retry-after": "Sun, 22 Nov 2026 10:00:00 GMT" }, "").retryAfterSeconds,
    ).toBeUndefined();
  });
});

describe("an upstream's error body", () => {
  it.each([
    [
      '{"error":{"message":"m","type":"t","param":"p","code":"c"}}',
      { message: "m", type: "t", param: "p", code: "c" },
    ],
    [
      '{"object":"error","message":"m","type":"t","code":400}',
      { message: "m", type: "t", param: null, code: 400 },
    ],
    ['{"error":"m"}', { message: "m", type: "invalid_request_error", param: null, code: null }],
    ['{"detail":"m"}', { message: "m", type: "invalid_request_error", param: null, code: null }],
  ])("%s", (text, expected) => {
    expect(upstreamError(text)).toEqual(expected);
  });

  it.each(["<html>", "null", "7", "{}", '{"error":{}}'])("%s says nothing", (text) => {
    expect(upstreamError(text)).toBeNull();
  });
});

describe("what was thrown", () => {
  it("our own stop decides, whatever the upstream's side says", () => {
    const aborted = new UpstreamFailure("aborted", "aborted");
    expect(failureOf(aborted, "client", false)).toMatchObject({ outcome: "cancelled", tryNext: false });
    expect(failureOf(aborted, "timeout", false)).toMatchObject({ outcome: "timeout", tryNext: true });
    expect(failureOf(aborted, "deadline", false)).toMatchObject({ outcome: "timeout", tryNext: false });
  });

  it("a refusal of our own is the attempt's failure, so that its record is closed", () => {
    const cause = new RouterError("internal", "impossible");
    expect(failureOf(cause, null, false)).toMatchObject({ outcome: "malformed", tryNext: true, cause });
  });

  it("an unknown error is a reset and keeps its message to itself", () => {
    const failure = failureOf(new Error("read 10.0.0.1 failed"), null, false);
    expect([failure.outcome, failure.tryNext]).toEqual(["reset", true]);
    expect(failure.message).not.toContain("10.0.0.1");
  });
});
