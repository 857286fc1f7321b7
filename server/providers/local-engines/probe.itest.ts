import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { readText, startServer } from "../testing";
import type { Engine } from "./engine";
import { ENGINES, findLocalEngines } from "./probe";

/** More patience than in use: the machine that runs the tests may be busy. */
const TIMEOUT_MS = 10_000;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Answers as recorded: by method, path and, for a POST, the model asked about. */
async function serve(answers: Record<string, unknown>): Promise<number> {
  const server = await startServer(async (request, response) => {
    const body = await readText(request);
    const model = body ? ` ${(JSON.parse(body) as { model: string }).model}` : "";
    const answer = answers[`${request.method} ${request.url}${model}`];
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? { error: "not found" }));
  });
  closing.push(() => server.close());
  return Number(new URL(server.url).port);
}

const fixture = (engine: Engine): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`./__fixtures__/${engine.name}.json`, import.meta.url), "utf8"));

async function find(name: Engine["name"]) {
  const engine = ENGINES.find((one) => one.name === name)!;
  const [found] = await findLocalEngines([{ engine, port: await serve(fixture(engine)) }], TIMEOUT_MS);
  return found!.models;
}

describe("the search for local engines", () => {
  it("reads Ollama's chat models with what it says they can do", async () => {
    expect(await find("ollama")).toEqual([
      {
        upstreamModel: "llama3.1:8b",
        name: "llama3.1:8b",
        lookUp: ["llama3.1:8b"],
        contextTokens: null,
        capabilities: { tools: true, vision: false },
        asReleased: false,
      },
      expect.objectContaining({ upstreamModel: "house-model:latest", name: "house-model", capabilities: {} }),
    ]);
  });

  it("reads the llama.cpp server's model, window and modalities", async () => {
    expect(await find("llama-cpp")).toEqual([
      {
        upstreamModel: "/models/gemma-3-27b-it-Q4_K_M.gguf",
        name: "gemma-3-27b-it-Q4_K_M",
        lookUp: ["gemma-3-27b-it-Q4_K_M"],
        contextTokens: 16_384,
        capabilities: { tools: null, vision: true, audio: false },
        asReleased: false,
      },
    ]);
  });

  it("reads LM Studio's chat models, also when only the common listing answers", async () => {
    expect(await find("lm-studio")).toEqual([
      {
        upstreamModel: "qwen2.5-7b-instruct",
        name: "qwen2.5-7b-instruct",
        lookUp: ["qwen2.5-7b-instruct"],
        contextTokens: 8192,
        capabilities: { tools: true, vision: false },
        asReleased: false,
      },
    ]);
    const engine = ENGINES.find(({ name }) => name === "lm-studio")!;
    const { "GET /v1/models": common } = fixture(engine);
    const [found] = await findLocalEngines(
      [{ engine, port: await serve({ "GET /v1/models": common }) }],
      TIMEOUT_MS,
    );
    expect(found!.models).toMatchObject([
      { upstreamModel: "qwen2.5-7b-instruct", contextTokens: null, capabilities: {} },
    ]);
  });

  it("reads vLLM's models by the weights they were loaded from, and an adapter as a model of its own", async () => {
    expect(await find("vllm")).toMatchObject([
      {
        upstreamModel: "house-chat",
        lookUp: ["Qwen/Qwen3-32B", "house-chat"],
        contextTokens: 32_768,
        asReleased: true,
      },
      { upstreamModel: "house-chat-legal", lookUp: [], contextTokens: null },
    ]);
  });

  it("takes nothing else that listens on such a port for the engine", async () => {
    const strangers = [
      { "GET /v1/models": { object: "list", data: [{ id: "gpt", object: "model", owned_by: "openai" }] } },
      { "GET /api/tags": { models: [{ name: "blog-post" }] } },
      { "GET /v1/models": [] },
    ];
    for (const answers of strangers) {
      const port = await serve(answers);
      expect(
        await findLocalEngines(
          ENGINES.map((engine) => ({ engine, port })),
          TIMEOUT_MS,
        ),
      ).toEqual([]);
    }
  });

  it("does not count the time in which this process was busy itself", async () => {
    const engine = ENGINES.find(({ name }) => name === "vllm")!;
    const port = await serve(fixture(engine));
    const search = findLocalEngines([{ engine, port }], 300);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
    expect(await search).toHaveLength(1);
  });

  it("gives up on a port that is closed, and on one that does not answer in time", async () => {
    const server = await startServer(() => {});
    const port = Number(new URL(server.url).port);
    expect(await findLocalEngines(ENGINES.map((engine) => ({ engine, port })))).toEqual([]);
    await server.close();
    expect(await findLocalEngines(ENGINES.map((engine) => ({ engine, port })))).toEqual([]);
  });
});
