import { readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadCatalog } from "@/server/catalog/catalog";
import { ENGINES, findLocalEngines } from "./local-engines/probe";
import { discoverUpstreams } from "./registry";
import { readText, startServer } from "./testing";

/** Each engine with its recorded answers, and the offers that follow from them. */
const EXPECTED = {
  ollama: ["meta-llama/Llama-3.1-8B-Instruct@ollama", "house-model@ollama"],
  "llama-cpp": ["google/gemma-3-27b-it@llama-cpp"],
  "lm-studio": ["Qwen/Qwen2.5-7B-Instruct@lm-studio"],
  vllm: ["Qwen/Qwen3-32B@vllm", "house-chat-legal@vllm"],
};

describe("an engine that is found on its port", () => {
  it.each(ENGINES)("becomes an upstream that answers: $name", async (engine) => {
    const fixture = new URL(`./local-engines/__fixtures__/${engine.name}.json`, import.meta.url);
    const answers = JSON.parse(readFileSync(fixture, "utf8")) as Record<string, unknown>;
    const asked: unknown[] = [];
    const server = await startServer(async (request, response) => {
      const body = await readText(request);
      if (request.url === "/v1/chat/completions") {
        asked.push((JSON.parse(body) as { model: string }).model);
        response.end("{}");
        return;
      }
      const answer = answers[`${request.method} ${request.url}`];
      response.statusCode = answer === undefined ? 404 : 200;
      response.end(JSON.stringify(answer ?? {}));
    });
    onTestFinished(() => server.close());

    const registry = await discoverUpstreams(
      { sandbox: "auto", sandboxDelay: 0, upstreams: [], localEngines: true, env: {} },
      loadCatalog(),
      () => findLocalEngines([{ engine, port: Number(new URL(server.url).port) }], 10_000),
    );
    onTestFinished(() => registry.close());
    expect(registry.offers.map(({ id }) => id)).toEqual(EXPECTED[engine.name]);

    const { upstream, upstreamModel } = registry.target(registry.offers[0]!.id)!;
    const answer = await upstream.send({
      path: "/chat/completions",
      body: Buffer.from(JSON.stringify({ model: upstreamModel })),
      headers: {},
      connectTimeoutMs: 5_000,
      signal: new AbortController().signal,
    });
    expect(await readText({ [Symbol.asyncIterator]: () => answer.body })).toBe("{}");
    expect(asked).toEqual([upstreamModel]);
  });
});
