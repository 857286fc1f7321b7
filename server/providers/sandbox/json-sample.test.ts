import { describe, expect, it } from "vitest";
import { z } from "zod";
import { SampleTooLarge, sampleJson } from "./json-sample";
import type { JsonSchema } from "./request";

const person = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 12 },
    age: { type: "integer", minimum: 18, maximum: 99 },
    email: { type: "string", format: "email" },
    role: { enum: ["admin", "user"] },
    tags: { type: "array", items: { type: "string", maxLength: 5 }, minItems: 2, uniqueItems: true },
    score: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
    step: { type: "integer", multipleOf: 5, minimum: 7 },
    nick: { type: ["string", "null"] },
    address: {
      type: "object",
      properties: { city: { type: "string" }, zip: { type: "string" } },
      required: ["city"],
      additionalProperties: false,
    },
    pair: { type: "array", prefixItems: [{ type: "string" }, { type: "boolean" }], items: false },
    kind: { const: "person" },
  },
  required: ["name", "age", "tags", "address", "kind"],
  additionalProperties: false,
};

const variants = {
  type: "object",
  properties: {
    event: {
      anyOf: [
        {
          type: "object",
          properties: { type: { const: "a" }, id: { type: "integer" } },
          required: ["type", "id"],
        },
        { type: "null" },
      ],
    },
    unit: { $ref: "#/$defs/unit" },
    maybe: { oneOf: [{ type: "null" }, { $ref: "#/$defs/unit" }] },
  },
  required: ["event", "unit", "maybe"],
  $defs: { unit: { type: "string", enum: ["celsius", "fahrenheit"] } },
};

const tree = {
  $defs: {
    node: {
      type: "object",
      properties: {
        value: { type: "string" },
        children: { type: "array", items: { $ref: "#/$defs/node" } },
        next: { anyOf: [{ $ref: "#/$defs/node" }, { type: "null" }] },
      },
      required: ["value", "children", "next"],
      additionalProperties: false,
    },
  },
  $ref: "#/$defs/node",
};

const SCHEMAS: [string, JsonSchema][] = [
  ["nested objects, bounds, enums and arrays", person],
  ["anyOf, oneOf and references", variants],
  ["a recursive schema", tree],
];

describe("a sample of a JSON Schema", () => {
  it.each(SCHEMAS)("is valid under %s", (_, schema) => {
    const check = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    for (const fill of [true, false]) {
      expect(check.safeParse(sampleJson(schema, { fill, text: "Simulated" })).error?.issues).toBeUndefined();
    }
  });

  it("holds only what is required when asked for the least", () => {
    const least = sampleJson(person, { fill: false, text: "Simulated" }) as Record<string, unknown>;
    expect(Object.keys(least).toSorted()).toEqual(["address", "age", "kind", "name", "tags"]);
    expect(least.address).toEqual({ city: "Simulated" });
  });

  it("merges allOf", () => {
    const schema = {
      allOf: [
        { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
        { properties: { b: { type: "integer" } }, required: ["b"] },
      ],
    };
    expect(sampleJson(schema, { fill: false, text: "x" })).toEqual({ a: "x", b: 0 });
  });

  it("ends on a schema that demands itself without end", () => {
    const endless = { type: "object", properties: { self: { $ref: "#" } }, required: ["self"] };
    expect(() => JSON.stringify(sampleJson(endless, { fill: true, text: "x" }))).not.toThrow();
    const loop = { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/a" } } };
    expect(sampleJson(loop, { fill: true, text: "x" })).toBe("x");
  });

  it.each([
    { type: "array", minItems: 1_000_000_000, items: { type: "string" } },
    { type: "string", minLength: 100_000_000 },
    {
      type: "array",
      minItems: 90,
      items: { type: "array", minItems: 90, items: { type: "array", minItems: 90 } },
    },
    {
      type: "object",
      properties: { a: { $ref: "#" }, b: { $ref: "#" } },
      required: ["a", "b"],
    },
  ])("gives up at once on a schema that demands too much: %j", (schema) => {
    expect(() => sampleJson(schema, { fill: true, text: "x" })).toThrow(SampleTooLarge);
  });

  it("makes a property named __proto__ instead of setting one", () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}',
    );
    expect(JSON.stringify(sampleJson(schema, { fill: false, text: "x" }))).toBe('{"__proto__":"x"}');
  });
});
