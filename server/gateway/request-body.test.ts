import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { upstreamBody } from "./request-body";

const sent = (body: string | Buffer, includeUsage = false, model = "up/model"): string =>
  upstreamBody(Buffer.from(body as string).toString("latin1"), { model, includeUsage }).toString("utf8");

describe("the body on its way to the upstream", () => {
  it("keeps big numbers, nulls, white space, escapes and unknown members byte for byte", () => {
    const rest = `"seed": 12345678901234567890, "stop":null,\n"x":[1.0,1e2,"\\u00e9é😀"],"tools":[{"function":{"arguments":"{\\"a\\": 1 }"}}], "messages":[{"role":"user","content":"\\"model\\":\\"auto\\",\\"routing\\":{}"}]`;
    expect(sent(`{ "model" : "auto" ,${rest} }`)).toBe(`{ "model" : "up/model" ,${rest} }`);
  });

  it.each([
    ['{"routing":{"objective":"cost"},"model":"auto","a":1}', '{"model":"up/model","a":1}'],
    ['{"model":"auto","routing":{"a":[1,{"b":"}"}]},"a":1}', '{"model":"up/model","a":1}'],
    ['{"model":"auto","a":1, "routing":null}', '{"model":"up/model","a":1}'],
    ['{"routing":1,"routing":2,"model":"x","routing":3}', '{"model":"up/model"}'],
    ['{"model":"a","model":"b"}', '{"model":"up/model","model":"up/model"}'],
    ['{"mod\\u0065l":"auto","rout\\u0069ng":{}}', '{"mod\\u0065l":"up/model"}'],
    [
      '{"a":{"model":"auto","routing":1},"model":"auto"}',
      '{"a":{"model":"auto","routing":1},"model":"up/model"}',
    ],
  ])("%s", (given, expected) => {
    expect(sent(given)).toBe(expected);
  });

  it("writes a model name in any script and with quotes as JSON", () => {
    expect(JSON.parse(sent('{"model":"auto"}', false, 'mo"dèle-模型'))).toEqual({ model: 'mo"dèle-模型' });
  });

  it.each([
    ['{"model":"m","stream":true}', { include_usage: true }],
    ['{"model":"m","stream_options":null}', { include_usage: true }],
    ['{"model":"m","stream_options":{}}', { include_usage: true }],
    ['{"model":"m","stream_options":{"include_usage":false,"x":1}}', { include_usage: true, x: 1 }],
    ['{"stream_options":{"x": 1152921504606846976 },"model":"m"}', { include_usage: true, x: 2 ** 60 }],
  ])("asks for usage in %s", (given, expected) => {
    expect((JSON.parse(sent(given, true)) as { stream_options: unknown }).stream_options).toEqual(expected);
  });

  it("for any JSON object: `model` is set, `routing` is gone, all else has the same bytes in the same order", () => {
    const members = fc.array(
      fc.tuple(fc.oneof(fc.string(), fc.constantFrom("model", "routing", "messages")), fc.jsonValue()),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    const space = fc.constantFrom("", " ", "\n\t");
    fc.assert(
      fc.property(members, space, (pairs, gap) => {
        const text = (kept: [string, unknown][]) =>
          kept.map(
            ([key, value]) => `${gap}${JSON.stringify(key)}${gap}:${gap}${JSON.stringify(value)}${gap}`,
          );
        const expected = pairs
          .filter(([key]) => key !== "routing")
          .map(([key, value]): [string, unknown] => [key, key === "model" ? "up/model" : value]);
        const result = sent(`{${text(pairs).join(",")}}`);
        expect(result.replaceAll(/\s/g, "")).toBe(`{${text(expected).join(",")}}`.replaceAll(/\s/g, ""));
        expect(() => JSON.parse(result) as unknown).not.toThrow();
      }),
    );
  });

  it("finds the end of a long string full of quotes and backslashes", () => {
    const content = '\\\\" "'.repeat(500);
    const body = JSON.stringify({ messages: [{ role: "user", content }], routing: {}, model: "auto" });
    expect(JSON.parse(sent(body))).toEqual({ messages: [{ role: "user", content }], model: "up/model" });
  });
});
