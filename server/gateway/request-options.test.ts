import { describe, expect, it } from "vitest";
import { isRouterError } from "@/server/platform/errors";
import { parseOptions } from "./request-options";

const parse = (model: string, routing?: unknown, headers: Record<string, string> = {}) =>
  parseOptions(
    model,
    routing,
    (name) => headers[name],
    (id) => id === "odd@name" || id === "auto:own",
  );

function problem(run: () => unknown): { param: unknown; message: string } {
  try {
    run();
  } catch (error) {
    if (isRouterError(error) && error.kind === "invalid-request")
      return { param: error.data.param, message: error.message };
  }
  throw new Error("not refused");
}

describe("model", () => {
  it.each([
    ["auto", null, null],
    ["auto:cost", null, "cost"],
    ["org/model", { model: "org/model", provider: null }, null],
    ["org/model@groq", { model: "org/model", provider: "groq" }, null],
    ["odd@name", { model: "odd@name", provider: null }, null],
    ["odd@name@groq", { model: "odd@name", provider: "groq" }, null],
    ["auto:own", { model: "auto:own", provider: null }, null],
    ["@x", { model: "@x", provider: null }, null],
  ])("%s", (model, pin, objective) => {
    expect(parse(model).options).toMatchObject({ requestedModel: model, pin, objective });
  });

  it("refuses an objective that there is not", () => {
    expect(problem(() => parse("auto:best"))).toMatchObject({
      param: "model",
      message: expect.stringContaining("auto:quality"),
    });
  });
});

describe("routing and its headers", () => {
  it("leaves everything open when nothing is said", () => {
    expect(parse("auto", null)).toEqual({
      trace: false,
      options: {
        requestedModel: "auto",
        pin: null,
        objective: null,
        constraints: { maxCostNanoUsd: null, maxLatencyMs: null, minQuality: null },
        allowModels: null,
        excludeModels: [],
        allowProviders: null,
        unknownQuality: null,
        fallback: null,
      },
    });
  });

  it("reads headers as it reads the body", () => {
    const body = {
      objective: "latency",
      models: ["a/*", "b/c"],
      exclude: ["a/x"],
      providers: ["groq"],
      maxCostUsd: 0.01,
      maxLatencyMs: 900,
      minQuality: 70,
      unknownQuality: "never",
      fallback: false,
      trace: true,
    };
    const headers = {
      "x-fairlead-objective": "latency",
      "x-fairlead-models": "a/*, b/c",
      "x-fairlead-exclude": "a/x",
      "x-fairlead-providers": "groq",
      "x-fairlead-max-cost-usd": "0.01",
      "x-fairlead-max-latency-ms": "900",
      "x-fairlead-min-quality": "70",
      "x-fairlead-unknown-quality": "never",
      "x-fairlead-fallback": "false",
      "x-fairlead-trace": "true",
    };
    expect(parse("auto", undefined, headers)).toEqual(parse("auto", body));
    expect(parse("auto", body).options.constraints).toEqual({
      maxCostNanoUsd: 10_000_000,
      maxLatencyMs: 900,
      minQuality: 70,
    });
  });

  it("lets the body win over a header, and the stricter constraint over both", () => {
    const headers = {
      "x-fairlead-objective": "cost",
      "x-fairlead-max-cost-usd": "0.5",
      "x-fairlead-min-quality": "80",
      "x-fairlead-models": "a/*,b/c",
      "x-fairlead-exclude": "a/y",
      "x-fairlead-unknown-quality": "never",
      "x-fairlead-fallback": "false",
      "x-fairlead-trace": "true",
    };
    const { options, trace } = parse(
      "auto",
      {
        objective: "quality",
        maxCostUsd: 0.9,
        minQuality: 60,
        models: ["a/x", "b/*", "c/d"],
        exclude: ["a/z"],
        unknownQuality: "allow",
        fallback: true,
        trace: false,
      },
      headers,
    );
    expect(trace).toBe(false);
    expect(options).toMatchObject({
      objective: "quality",
      constraints: { maxCostNanoUsd: 500_000_000, minQuality: 80 },
      excludeModels: ["a/z", "a/y"],
      unknownQuality: "never",
      fallback: false,
    });
    expect(options.allowModels?.toSorted()).toEqual(["a/x", "b/c"]);
  });

  it("routing.objective wins over the model's suffix, the suffix over a header", () => {
    expect(parse("auto:cost", { objective: "quality" }).options.objective).toBe("quality");
    expect(parse("auto:cost", null, { "x-fairlead-objective": "quality" }).options.objective).toBe("cost");
  });

  it.each([
    [{ objective: "best" }, "routing.objective"],
    [{ models: "a/b" }, "routing.models"],
    [{ exclude: [1] }, "routing.exclude"],
    [{ maxCostUsd: -1 }, "routing.maxCostUsd"],
    [{ maxCostUsd: "1" }, "routing.maxCostUsd"],
    [{ minQuality: 101 }, "routing.minQuality"],
    [{ fallback: "no" }, "routing.fallback"],
    [{ objectives: "cost" }, "routing.objectives"],
    [[], "routing"],
    ["cost", "routing"],
  ])("refuses %j and names the field", (routing, param) => {
    expect(problem(() => parse("auto", routing)).param).toBe(param);
  });

  it("refuses lists and names without an end, and takes the longest that it promises", () => {
    const entry = "m".repeat(300);
    const full = Array.from({ length: 200 }, () => entry);
    expect(parse(entry, { models: full }).options.allowModels).toHaveLength(200);
    expect(problem(() => parse(`${entry}m`))).toMatchObject({ param: "model" });
    for (const name of ["models", "exclude", "providers"]) {
      expect(problem(() => parse("auto", { [name]: [...full, "m"] })).param).toBe(`routing.${name}`);
      expect(problem(() => parse("auto", { [name]: [`${entry}m`] })).param).toBe(`routing.${name}`);
    }
  });

  it.each([
    ["x-fairlead-objective", "best"],
    ["x-fairlead-max-cost-usd", "free"],
    ["x-fairlead-max-latency-ms", "-5"],
    ["x-fairlead-fallback", "maybe"],
  ])("refuses header %s: %s", (name, value) => {
    expect(problem(() => parse("auto", undefined, { [name]: value })).param).toBe(name);
  });
});
