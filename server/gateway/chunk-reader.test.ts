import { describe, expect, it } from "vitest";
import { ChunkReader } from "./chunk-reader";

const read = (text: string, keepsUsage = false): { kind: string; reader: ChunkReader } => {
  const reader = new ChunkReader('"org/model"', keepsUsage);
  return { kind: reader.read(text), reader };
};
const delta = (json: string, finish = "null") =>
  `{"choices":[{"index":0,"delta":${json},"finish_reason":${finish}}]}`;

describe("a chat chunk, scanned", () => {
  it("gets the model's id and keeps every other byte", () => {
    const { reader } = read('{ "id":"x", "model" : "up\\"stream", "choices":[],"n":1.0 , "z":null}');
    expect(reader.text).toBe('{ "id":"x", "model" : "org/model", "choices":[],"n":1.0 , "z":null}');
    expect(reader.modelJson).toBe('"up\\"stream"');
    expect(reader.idJson).toBe('"x"');
  });

  it.each([
    ['{"usage":null,"a":1}', '{"a":1}'],
    ['{"a":1,"usage":{"prompt_tokens":1}}', '{"a":1}'],
    ['{"a":1, "usage" : null , "b":2}', '{"a":1 , "b":2}'],
    ['{"usage":null,"model":"m","usage":null}', '{"model":"org/model"}'],
    ['{"usage":{}}', "{}"],
  ])("loses its usage when the client did not ask: %s", (given, expected) => {
    expect(read(given).reader.text).toBe(expected);
  });

  it.each([
    ['{"content":"a"}', "output"],
    ['{"content":""}', "quiet"],
    ['{"content":null,"role":"assistant"}', "quiet"],
    ['{"reasoning_content":"hm"}', "output"],
    ['{"reasoning":"hm"}', "output"],
    ['{"refusal":"no"}', "output"],
    ['{"tool_calls":[{"index":0,"function":{"arguments":""}}]}', "output"],
    ['{"tool_calls":[ ]}', "quiet"],
    ['{"function_call":{"name":"f"}}', "output"],
    ["{}", "quiet"],
  ])("delta %s is %s", (json, kind) => {
    expect(read(delta(json)).kind).toBe(kind);
  });

  it("counts as usage only without choices, and keeps the last counts", () => {
    const { kind, reader } = read('{"choices":[],"usage":{"prompt_tokens":1}}', true);
    expect([kind, reader.usageJson]).toEqual(["usage", '{"prompt_tokens":1}']);
    expect(
      reader.read('{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":2}}'),
    ).toBe("quiet");
    expect(reader.usageJson).toBe('{"prompt_tokens":2}');
  });

  it.each([
    '{"error":{"message":"x"}}',
    '{"error":"x"}',
    '{"object":"error","message":"x","code":400}',
    '{"choices":[],"error":{"code":1}}',
  ])("%s is an error", (text) => expect(read(text).kind).toBe("error"));

  it("an error that is null is none", () => {
    expect(read(`{"error":null,${delta('{"content":"a"}').slice(1)}`).kind).toBe("output");
  });

  it.each([
    "",
    "x",
    "[1]",
    '{"a":1',
    '{"a"}',
    '{"choices":[{]}',
    '{"choices":[{"delta":{"content":"a}]}',
    '{"choices":{}}',
    '{"a":1}}',
    '{"a":1} b',
  ])("%j is broken", (text) => expect(read(text).kind).toBe("broken"));

  it("is finished when every choice that began has its finish mark", () => {
    const { reader } = read(
      '{"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}]}',
    );
    expect(reader.isFinished).toBe(false);
    reader.read('{"choices":[{"index":1,"delta":{},"finish_reason":"stop"}]}');
    expect(reader.isFinished).toBe(false);
    reader.read('{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}');
    expect(reader.isFinished).toBe(true);
  });

  it("is whole when every choice that was asked for is finished", () => {
    const finish = (index: number) => `{"choices":[{"index":${index},"delta":{},"finish_reason":"stop"}]}`;
    const reader = new ChunkReader('"org/model"', false, 2);
    reader.read(finish(0));
    reader.read(finish(0));
    expect([reader.isFinished, reader.isWhole]).toEqual([true, false]);
    reader.read(finish(1));
    expect([reader.isFinished, reader.isWhole]).toEqual([true, true]);
  });

  it("an empty finish reason is no finish mark", () => {
    const { reader } = read('{"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":""}]}');
    expect(reader.isFinished).toBe(false);
  });

  it("an answer without any choice is not finished", () => {
    expect(read('{"choices":[]}').reader.isFinished).toBe(false);
  });
});
