import { describe, expect, it } from "vitest";
import { loadCatalog } from "./catalog";
import { resolveUpstreamModel } from "./resolve";

const catalog = loadCatalog();
const resolve = (id: string) => resolveUpstreamModel(catalog, id);

describe("names of upstreams", () => {
  it.each(Object.keys(catalog.models))("the hub id %s is that model, exactly", (id) => {
    expect(resolve(id)).toEqual({ model: id, exact: true });
  });

  it.each(Object.keys(catalog.models))("%s in lower case is that model", (id) => {
    expect(resolve(id.toLowerCase())?.model).toBe(id);
  });

  it.each([
    ["llama3.1:8b", "meta-llama/Llama-3.1-8B-Instruct"],
    ["llama3.1", "meta-llama/Llama-3.1-8B-Instruct"],
    ["llama3.1:8b-instruct-q8_0", "meta-llama/Llama-3.1-8B-Instruct"],
    ["qwen2.5:7b-instruct-q4_K_M", "Qwen/Qwen2.5-7B-Instruct"],
    ["qwen3:8b", "Qwen/Qwen3-8B"],
    ["gemma3:27b-it-qat", "google/gemma-3-27b-it"],
    ["mistral-nemo:12b-instruct-2407-q4_0", "mistralai/Mistral-Nemo-Instruct-2407"],
    ["deepseek-r1:70b", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B"],
    ["phi4:latest", "microsoft/phi-4"],
    ["gpt-oss:latest", "openai/gpt-oss-20b"],
    ["Meta-Llama-3.1-8B-Instruct-GGUF", "meta-llama/Llama-3.1-8B-Instruct"],
    ["/srv/models/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf", "meta-llama/Llama-3.1-8B-Instruct"],
    ["C:\\models\\phi-4-Q6_K.gguf", "microsoft/phi-4"],
    ["hf.co/bartowski/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M", "meta-llama/Llama-3.1-8B-Instruct"],
    ["mlx-community/Meta-Llama-3.1-8B-Instruct-4bit", "meta-llama/Llama-3.1-8B-Instruct"],
    ["Qwen3-30B-A3B-Instruct-2507-MLX-4bit", "Qwen/Qwen3-30B-A3B-Instruct-2507"],
    ["google/gemma-3-27b", "google/gemma-3-27b-it"],
    ["qwen2.5-72b-instruct-awq", "Qwen/Qwen2.5-72B-Instruct-AWQ"],
    ["llama-3.3-70b-versatile", "meta-llama/Llama-3.3-70B-Instruct"],
    ["unsloth/Qwen3-32B-GGUF", "Qwen/Qwen3-32B"],
    ["Qwen/Qwen3-8B-AWQ", "Qwen/Qwen3-8B"],
    ["zai-org/GLM-4.7-FP8", "zai-org/GLM-4.7"],
    ["somebody/Qwen3-8B", "Qwen/Qwen3-8B"],
  ])("%s is a build of %s whose quality is not evidenced", (name, model) => {
    expect(resolve(name)).toEqual({ model, exact: false });
  });

  it.each(["gpt-oss:20b", "gpt-oss:120b", "openai/gpt-oss-20b", "gpt-oss-120b"])(
    "%s is released in four bits, so it is exact",
    (name) => {
      expect(resolve(name)?.exact).toBe(true);
    },
  );

  it("the maker's longer name of the same repository is exact", () => {
    expect(resolve("meta-llama/Meta-Llama-3.1-8B-Instruct")).toEqual({
      model: "meta-llama/Llama-3.1-8B-Instruct",
      exact: true,
    });
  });

  it.each([
    "meta-llama/Llama-3.1-8B",
    "llama3.1:8b-text-q4_0",
    "qwen2.5-coder:32b-base",
    "Qwen/Qwen3-8B-Base",
    "qwen3:30b",
    "deepseek-r1:8b",
    "deepseek-r1",
    "gemma3:4b",
    "llama3.2:3b",
    "mixtral:8x7b",
    "Qwen2.5-7B-Instruct-1M",
    "DeepSeek-V3-0324",
    "DeepSeek-R1-0528",
    "text-embedding-3-small",
    "",
  ])("%s resolves to nothing rather than to the wrong model", (name) => {
    expect(resolve(name)).toBeNull();
  });
});
