import { describe, expect, it } from "vitest";
import { ERROR_KINDS, RouterError } from "@/server/platform/errors";
import { errorAnswer, errorFrame } from "./openai-error";

const answer = (thrown: unknown) => {
  const { body, ...rest } = errorAnswer(thrown, { "x-request-id": "req_1" });
  return {
    ...rest,
    error: (JSON.parse(Buffer.from(body).toString()) as { error: Record<string, unknown> }).error,
  };
};

describe("the wire envelope", () => {
  it.each(ERROR_KINDS)("%s has all four members, a JSON type, a request id and x-should-retry", (kind) => {
    const { error, headers, status } = answer(new RouterError(kind, "what happened"));
    expect(Object.keys(error)).toEqual(["message", "type", "param", "code"]);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers).toMatchObject({ "content-type": "application/json", "x-request-id": "req_1" });
    expect(headers["x-should-retry"]).toMatch(/^(true|false)$/);
    expect(headers["x-should-retry"] === "true").toBe("retry-after" in headers);
  });

  it("never shows the message of an error that nobody stated", () => {
    const { error, status } = answer(new Error("connect to postgres://user:secret@db failed"));
    expect(status).toBe(500);
    expect(JSON.stringify(error)).not.toContain("secret");
    expect(errorFrame("a thrown string", "req_1")).not.toContain("thrown string");
  });

  it("passes an upstream's own error on with its status, type, param and code", () => {
    const upstream = { message: "too big", type: "x_error", param: "messages", code: 42 };
    expect(
      answer(new RouterError("upstream-rejected", "", { status: 422, upstream, decisionId: "dec_1" })),
    ).toMatchObject({
      status: 422,
      headers: { "x-fairlead-decision": "dec_1", "x-should-retry": "false" },
      error: { ...upstream, decision_id: "dec_1" },
    });
  });

  it("upstreams that are limited for a while may be asked again, others that failed may not", () => {
    const limited = new RouterError("fallbacks-exhausted", "", { status: 503, retryAfterSeconds: 7 });
    expect(answer(limited)).toMatchObject({
      status: 503,
      headers: { "retry-after": "7", "x-should-retry": "true" },
    });
    expect(answer(new RouterError("fallbacks-exhausted", "")).headers).toMatchObject({
      "x-should-retry": "false",
    });
  });

  it("a frame is one line of UTF-8 behind `data: `, in latin1 characters", () => {
    const frame = errorFrame(
      new RouterError("fallbacks-exhausted", "žádný\nupstream", { nextModel: null }),
      "req_1",
    );
    const text = Buffer.from(frame, "latin1").toString("utf8");
    expect(text).toMatch(/^data: \{.*\}\n\n$/);
    expect(JSON.parse(text.slice(6))).toMatchObject({
      error: { message: "žádný\nupstream", next_model: null },
    });
  });
});
