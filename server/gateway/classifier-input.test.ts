import { describe, expect, it } from "vitest";
import { classifierInput } from "./classifier-input";

const read = (extra: object) => classifierInput({ messages: [{ role: "user", content: "x" }], ...extra });

describe("what the classifier reads of a chat body", () => {
  it("joins text parts and names the other parts", () => {
    const content = [
      { type: "text", text: "a" },
      { type: "image_url", image_url: { url: "data:…" } },
      { type: "input_audio", input_audio: {} },
      { type: "file", file: {} },
      { type: "text", text: "b" },
      { type: "vendor_thing" },
    ];
    expect(read({ messages: [{ role: "user", content }] }).messages).toEqual([
      { role: "user", text: "a\nb", parts: ["image", "audio", "file"], hasToolCalls: false },
    ]);
  });

  it("takes an assistant message without content but with tool calls", () => {
    const message = { role: "assistant", content: null, tool_calls: [{ id: "c" }] };
    expect(read({ messages: [message] }).messages[0]).toMatchObject({ text: "", hasToolCalls: true });
  });

  it("knows function tools, custom tools and the deprecated functions", () => {
    const tools = [
      { type: "function", function: { name: "f", description: "does f" } },
      { type: "custom", custom: { name: "c" } },
      { type: "web_search" },
    ];
    expect(read({ tools, functions: [{ name: "old" }] }).tools).toEqual([
      { name: "f", description: "does f" },
      { name: "c", description: "" },
      { name: "web_search", description: "" },
      { name: "old", description: "" },
    ]);
  });

  it.each([
    [{ reasoning_effort: "none" }, false],
    [{ reasoning_effort: "low" }, true],
    [{ enable_thinking: false }, false],
    [{ chat_template_kwargs: { enable_thinking: true } }, true],
    [{ chat_template_kwargs: { thinking: false } }, false],
    [{ thinking: { type: "enabled" } }, true],
    [{ thinking: { type: "disabled" } }, false],
    [{ reasoning: { enabled: false } }, false],
    [{ reasoning: { effort: "high" } }, true],
    [{ reasoning: {} }, null],
    [{}, null],
  ])("thinking: %j is %s", (extra, expected) => {
    expect(read(extra).thinking).toBe(expected);
  });

  it("takes the output limit under either name, and the response format", () => {
    expect(read({ max_tokens: 5, max_completion_tokens: 9 }).maxOutputTokens).toBe(9);
    expect(read({ max_tokens: 5 }).maxOutputTokens).toBe(5);
    expect(read({ max_tokens: null }).maxOutputTokens).toBeNull();
    expect(read({ response_format: { type: "json_schema" } }).responseFormat).toBe("json_schema");
    expect(read({ response_format: { type: "grammar" } }).responseFormat).toBeNull();
  });

  it.each([
    [{ messages: undefined }, "messages"],
    [{ messages: "hi" }, "messages"],
    [{ messages: [7] }, "messages.0"],
    [{ messages: [{ role: "user", content: [7] }] }, "messages.0.content.0"],
    [{ tools: {} }, "tools"],
    [{ max_tokens: Infinity }, "max_tokens"],
    [{ max_tokens: 0 }, "max_tokens"],
    [{ max_tokens: 1.5 }, "max_tokens"],
    [{ max_tokens: 1e300 }, "max_tokens"],
    [{ max_completion_tokens: "5" }, "max_completion_tokens"],
  ])("refuses %j and names the field", (extra, param) => {
    expect(() => read(extra)).toThrow(expect.objectContaining({ kind: "invalid-request", data: { param } }));
  });
});
