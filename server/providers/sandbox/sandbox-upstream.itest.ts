import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readText, startServer, type TestServer } from "../testing";
import { createSandbox } from "./sandbox-upstream";

const MODEL = "deepseek-ai/DeepSeek-V3.2";
const sandbox = createSandbox({
  models: new Map([[MODEL, { displayName: "DeepSeek V3.2", latency: null }]]),
  delayFactor: 0,
});

let server: TestServer;
let client: OpenAI;

beforeAll(async () => {
  server = await startServer(async (request, response) => {
    const answer = await sandbox.send({
      path: request.url!.replace("/v1", ""),
      body: Buffer.from(await readText(request)),
      headers: {},
      connectTimeoutMs: 1_000,
      signal: new AbortController().signal,
    });
    response.writeHead(answer.status, answer.headers);
    for await (const chunk of { [Symbol.asyncIterator]: () => answer.body }) response.write(chunk);
    response.end();
  });
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "none", maxRetries: 0 });
});
afterAll(() => server.close());

const ask = (content: string) => ({ model: MODEL, messages: [{ role: "user" as const, content }] });

const weather = {
  type: "function" as const,
  function: {
    name: "get_weather",
    description: "Current weather of a place",
    parameters: {
      type: "object",
      properties: {
        place: { type: "string" },
        unit: { type: "string", enum: ["celsius", "fahrenheit"] },
        days: { type: "integer", minimum: 1 },
      },
      required: ["place", "unit"],
      additionalProperties: false,
    },
  },
};
const search = {
  type: "function" as const,
  function: { name: "search_files", parameters: { type: "object" } },
};

describe("the official client against the sandbox", () => {
  it("reads a completion that says at once that it is simulated", async () => {
    const answer = await client.chat.completions.create(ask("What is the capital of Croatia?"));
    expect(answer.choices[0]!.message.content).toMatch(
      /^Simulated answer from DeepSeek V3\.2: .*capital of Croatia\?/,
    );
    expect(answer).toMatchObject({ object: "chat.completion", model: MODEL });
    expect(answer.choices).toHaveLength(1);
    expect(answer.choices[0]!.finish_reason).toBe("stop");
    const { prompt_tokens, completion_tokens, total_tokens } = answer.usage!;
    expect(Math.min(prompt_tokens, completion_tokens)).toBeGreaterThan(0);
    expect(total_tokens).toBe(prompt_tokens + completion_tokens);
  });

  it("reads the same words from a stream, with usage in the last chunk only because it asked", async () => {
    const plain = await client.chat.completions.create(ask("Hello there"));
    const stream = await client.chat.completions.create({
      ...ask("Hello there"),
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe(
      plain.choices[0]!.message.content,
    );
    expect(chunks[0]!.choices[0]!.delta.role).toBe("assistant");
    expect(chunks.at(-2)!.choices[0]!.finish_reason).toBe("stop");
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: plain.usage });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);

    const silent = [];
    for await (const chunk of await client.chat.completions.create({ ...ask("Hello there"), stream: true })) {
      silent.push(chunk);
    }
    expect(silent.some((chunk) => "usage" in chunk)).toBe(false);
  });

  it("calls the tool that fits, with valid arguments, plain and streamed", async () => {
    const request = { ...ask("How is the weather in Split?"), tools: [search, weather] };
    const plain = await client.chat.completions.create(request);
    const streamed = await client.chat.completions.stream(request).finalChatCompletion();
    for (const { choices } of [plain, streamed]) {
      expect(choices[0]!.finish_reason).toBe("tool_calls");
      const [call, ...more] = choices[0]!.message.tool_calls!;
      expect(more).toEqual([]);
      expect(call).toMatchObject({ type: "function", function: { name: "get_weather" } });
      const input: unknown = JSON.parse((call as { function: { arguments: string } }).function.arguments);
      const check = z.fromJSONSchema(weather.function.parameters as Parameters<typeof z.fromJSONSchema>[0]);
      expect(check.safeParse(input).error?.issues).toBeUndefined();
    }
  });

  it.each([
    ["calls none when none fits", "auto", null],
    ["calls none when told so", "none", null],
    ["calls one when one is required", "required", "search_files"],
    ["calls the named one", { type: "function", function: { name: "get_weather" } }, "get_weather"],
  ] as const)("%s", async (_, choice, expected) => {
    const answer = await client.chat.completions.create({
      ...ask("Tell me a joke"),
      tools: [search, weather],
      tool_choice: choice,
    });
    const call = answer.choices[0]!.message.tool_calls?.[0] as { function: { name: string } } | undefined;
    expect(call?.function.name ?? null).toBe(expected);
  });

  it("answers in words after a tool's result", async () => {
    const answer = await client.chat.completions.create({
      model: MODEL,
      messages: [
        { role: "user", content: "How is the weather in Split?" },
        {
          role: "assistant",
          content: null,
          tool_calls: [
            { id: "call_1", type: "function", function: { name: "get_weather", arguments: "{}" } },
          ],
        },
        { role: "tool", tool_call_id: "call_1", content: "sunny, 24 °C" },
      ],
      tools: [weather],
    });
    expect(answer.choices[0]!.message.content).toMatch(/^Simulated .*tool's result .*sunny, 24 °C/);
  });

  it("answers with JSON that is valid under the schema and says that it is simulated", async () => {
    const schema = {
      type: "object",
      properties: {
        title: { type: "string" },
        severity: { type: "string", enum: ["low", "high"] },
        steps: { type: "array", items: { $ref: "#/$defs/step" }, minItems: 1 },
      },
      required: ["title", "severity", "steps"],
      additionalProperties: false,
      $defs: { step: { type: "object", properties: { n: { type: "integer" } }, required: ["n"] } },
    };
    const answer = await client.chat.completions.create({
      ...ask("Make a plan"),
      response_format: { type: "json_schema", json_schema: { name: "plan", strict: true, schema } },
    });
    const value = JSON.parse(answer.choices[0]!.message.content!) as { title: string };
    const check = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    expect(check.safeParse(value).error?.issues).toBeUndefined();
    expect(value.title).toMatch(/^Simulated/);
    const loose = await client.chat.completions.create({
      ...ask("x"),
      response_format: { type: "json_object" },
    });
    expect(JSON.parse(loose.choices[0]!.message.content!)).toMatchObject({ simulated: true });
  });

  it("stops at max_tokens and says so", async () => {
    const answer = await client.chat.completions.create({ ...ask("Hello"), max_tokens: 3 });
    expect(answer.choices[0]!.finish_reason).toBe("length");
    expect(answer.usage!.completion_tokens).toBe(3);
    expect("Simulated answer".startsWith(answer.choices[0]!.message.content!)).toBe(true);
  });

  it("refuses a schema that demands a gigantic answer, instead of making one", async () => {
    const schema = { type: "array", minItems: 1_000_000_000, items: { type: "string" } };
    const format = { type: "json_schema" as const, json_schema: { name: "x", schema } };
    await expect(
      client.chat.completions.create({ ...ask("x"), response_format: format }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it("refuses an unknown model and a malformed body in OpenAI's shape", async () => {
    await expect(client.chat.completions.create({ ...ask("x"), model: "nope" })).rejects.toMatchObject({
      status: 404,
      code: "model_not_found",
      param: "model",
    });
    await expect(client.chat.completions.create({ model: MODEL, messages: [] })).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe("a simulated answer's pace", () => {
  const paced = createSandbox({
    models: new Map([
      [
        MODEL,
        { displayName: "D", latency: { firstTokenMs: 3_600_000, tokensPerSecond: 1, source: "stated" } },
      ],
    ]),
    delayFactor: 1,
  });

  it("waits as stated and stops waiting when aborted", async () => {
    const controller = new AbortController();
    const body = Buffer.from(JSON.stringify(ask("x")));
    const sent = paced.send({
      path: "/chat/completions",
      body,
      headers: {},
      connectTimeoutMs: 1,
      signal: controller.signal,
    });
    controller.abort();
    await expect(sent).rejects.toMatchObject({ outcome: "aborted" });
  });
});
