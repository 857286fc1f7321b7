import { describe, expect, it } from "vitest";
import { loadCatalog } from "@/server/catalog/catalog";
import type { UpstreamModelSetting, UpstreamSetting } from "@/server/platform/settings";
import { buildSnapshot } from "@/server/catalog/snapshot";
import type { EngineModel } from "./local-engines/engine";
import { ENGINES, type FoundEngine } from "./local-engines/probe";
import { discoverUpstreams, type Registry, type RegistrySettings } from "./registry";

const catalog = loadCatalog();
const LLAMA = "meta-llama/Llama-3.1-8B-Instruct";
const DEEPSEEK = "deepseek-ai/DeepSeek-V3.2";

const discover = (settings: Partial<RegistrySettings>, engines: FoundEngine[] = []): Promise<Registry> =>
  discoverUpstreams(
    {
      sandbox: "auto",
      sandboxDelay: 0,
      upstreams: [],
      localEngines: engines.length > 0,
      env: {},
      ...settings,
    },
    catalog,
    () => Promise.resolve(engines),
  );

const stated = (model: Partial<UpstreamModelSetting> = {}): UpstreamModelSetting => ({
  catalogId: null,
  capabilities: {},
  context: null,
  priceInUsdPerMTok: null,
  priceOutUsdPerMTok: null,
  ...model,
});

const upstream = (models: Record<string, UpstreamModelSetting>, rest: Partial<UpstreamSetting> = {}) => ({
  name: "house",
  baseUrl: "http://127.0.0.1:9/v1",
  apiKey: null,
  models,
  priority: 0,
  ...rest,
});

const engine = (name: FoundEngine["engine"]["name"], ...models: Partial<EngineModel>[]): FoundEngine => ({
  engine: ENGINES.find((one) => one.name === name)!,
  origin: "http://127.0.0.1:9",
  models: models.map((model) => ({
    upstreamModel: "m",
    name: "m",
    lookUp: ["m"],
    contextTokens: null,
    capabilities: {},
    asReleased: false,
    ...model,
  })),
});

describe("providers' keys in the environment", () => {
  it.each([
    ["together", "TOGETHER_API_KEY"],
    ["together", "TOGETHERAI_API_KEY"],
    ["fireworks", "FIREWORKS_API_KEY"],
    ["deepinfra", "DEEPINFRA_API_KEY"],
    ["groq", "GROQ_API_KEY"],
    ["openrouter", "OPENROUTER_API_KEY"],
    ["deepseek", "DEEPSEEK_API_KEY"],
    ["mistral", "MISTRAL_API_KEY"],
    ["cerebras", "CEREBRAS_API_KEY"],
    ["sambanova", "SAMBANOVA_API_KEY"],
    ["novita", "NOVITA_API_KEY"],
    ["nebius", "NEBIUS_API_KEY"],
    ["hyperbolic", "HYPERBOLIC_API_KEY"],
  ])("activate the catalog's offers of %s by %s, without the sandbox", async (provider, variable) => {
    const registry = await discover({ env: { [variable]: " sk-1 " } });
    expect(registry.describe()).toEqual([
      { name: provider, simulated: false, offers: registry.offers.length, source: variable },
    ]);
    expect(registry.offers.length).toBeGreaterThan(0);
    for (const offer of registry.offers) {
      expect(offer).toMatchObject({ provider, simulated: false });
      expect(registry.target(offer.id)!.upstream.name).toBe(provider);
    }
  });

  it("send the provider's own name of a model", async () => {
    const registry = await discover({ env: { DEEPINFRA_API_KEY: "k" } });
    const listed = catalog.offers.filter(
      ({ provider, status }) => provider === "deepinfra" && status !== "retired",
    );
    expect(registry.offers.map(({ id }) => [id, registry.target(id)!.upstreamModel])).toEqual(
      listed.map(({ id, upstreamModel }) => [id, upstreamModel]),
    );
  });

  it.each(["HF_TOKEN", "WANDB_API_KEY", "DIGITALOCEAN_ACCESS_TOKEN"])(
    "do nothing when %s is only an account's token: prompts go nowhere by accident",
    async (variable) => {
      const registry = await discover({ env: { [variable]: "k" } });
      expect(registry.describe().map(({ name }) => name)).toEqual(["sandbox"]);
    },
  );

  it("do nothing for a provider that needs more than a key", async () => {
    const registry = await discover({ env: { CLOUDFLARE_API_KEY: "k" } });
    expect(registry.describe().map(({ name }) => name)).toEqual(["sandbox"]);
  });
});

describe("FAIRLEAD_UPSTREAMS", () => {
  it("refuses a model that is named like our own choice, and a key that no header can carry, without printing it", async () => {
    const wrong = discover({
      upstreams: [upstream({ "auto:cost": stated({}) }, { apiKey: "secret\nkey" })],
    });
    await expect(wrong).rejects.toThrow(/"auto:cost" is what callers say/);
    await expect(wrong).rejects.toThrow(/FAIRLEAD_UPSTREAMS\[0\]: the key has/);
    await expect(wrong).rejects.not.toThrow(/secret/);
  });

  const one = async (model: UpstreamModelSetting, rest: Partial<UpstreamSetting> = {}) => {
    const registry = await discover({ upstreams: [upstream({ "served-name": model }, rest)] });
    expect(registry.offers).toHaveLength(1);
    return { registry, offer: registry.offers[0]! };
  };

  it("makes a mapped model that model's offer: its evidence counts, its price is unknown", async () => {
    const { registry, offer } = await one(stated({ catalogId: LLAMA }), { priority: -3 });
    expect(offer).toMatchObject({
      id: `${LLAMA}@house`,
      model: LLAMA,
      evidenceApplies: true,
      price: null,
      latency: null,
      contextTokens: catalog.models[LLAMA]!.contextTokens,
      priority: -3,
    });
    expect(offer.capabilities.tools).toBe(catalog.models[LLAMA]!.tools);
    expect(registry.target(offer.id)!.upstreamModel).toBe("served-name");
    expect(registry.customModels).toEqual([]);
  });

  it("lets what the operator states override the catalog", async () => {
    const { offer } = await one(
      stated({
        catalogId: LLAMA,
        capabilities: { tools: false, vision: true },
        context: 8192,
        priceInUsdPerMTok: 0.15,
        priceOutUsdPerMTok: 0,
      }),
    );
    expect(offer.capabilities).toMatchObject({ tools: false, vision: true });
    expect(offer.contextTokens).toBe(8192);
    expect(offer.price).toMatchObject({ inputNanoUsdPerMTok: 150_000_000, outputNanoUsdPerMTok: 0 });
  });

  it("takes the listed price when the entry is named like the provider that lists the model", async () => {
    const listed = catalog.offers.find((row) => row.provider === "deepinfra" && row.match === "exact")!;
    const entry = upstream(
      { [listed.upstreamModel]: stated({ catalogId: listed.model }) },
      { name: "deepinfra" },
    );
    const { offers } = await discover({ upstreams: [entry], env: { DEEPINFRA_API_KEY: "k" } });
    expect(offers).toHaveLength(1);
    expect(offers[0]!.price!.id).toBe(listed.price);
  });

  it("makes an unmapped model custom: reachable by its own id, with unknown quality", async () => {
    const { registry, offer } = await one(stated());
    expect(offer).toMatchObject({ id: "served-name@house", model: "served-name", evidenceApplies: false });
    expect(registry.customModels).toEqual([
      expect.objectContaining({ id: "served-name", inCatalog: false, abilities: {} }),
    ]);
    const snapshot = buildSnapshot(catalog, registry.offers, registry.customModels);
    expect(snapshot.models["served-name"]!.inCatalog).toBe(false);
  });

  it("takes an unmapped id that is a catalog id for that model", async () => {
    const registry = await discover({ upstreams: [upstream({ [LLAMA]: stated() })] });
    expect(registry.offers[0]).toMatchObject({ model: LLAMA, evidenceApplies: true });
    expect(registry.customModels).toEqual([]);
  });

  it("keeps two builds of one model at one upstream apart", async () => {
    const models = { "llama-fast": stated({ catalogId: LLAMA }), "llama-slow": stated({ catalogId: LLAMA }) };
    const registry = await discover({ upstreams: [upstream(models)] });
    expect(registry.offers.map(({ id }) => [id, registry.target(id)!.upstreamModel])).toEqual([
      [`${LLAMA}@house`, "llama-fast"],
      [`${LLAMA}@house#llama-slow`, "llama-slow"],
    ]);
  });

  it("leaves embedding models out of chat", async () => {
    const models = { "bge-m3": stated({ capabilities: { embeddings: true } }), chat: stated() };
    const registry = await discover({ upstreams: [upstream(models)] });
    expect(registry.offers.map(({ model }) => model)).toEqual(["chat"]);
  });

  it("names entry, field and nearest id of every mistake at once", async () => {
    const mistaken = [
      upstream({ a: stated({ catalogId: "meta-llama/Llama-3.1-8B-Instrukt" }) }),
      upstream({ b: stated({ priceInUsdPerMTok: 1 }) }, { name: "sandbox" }),
    ];
    await expect(discover({ upstreams: mistaken })).rejects.toMatchObject({
      kind: "invalid-request",
      message: expect.stringMatching(
        /^FAIRLEAD_UPSTREAMS\[0\]\.models\["a"\]\.catalogId .*Llama-3\.1-8B-Instrukt.*nearest is "meta-llama\/Llama-3\.1-8B-Instruct"[^]*\nFAIRLEAD_UPSTREAMS\[1\]\.name "sandbox"[^]*\nFAIRLEAD_UPSTREAMS\[1\]\.models\["b"\]\.priceOut /,
      ),
    });
  });
});

describe("local engines", () => {
  it("offer a catalog model free of charge, with unknown quality when the build is quantised", async () => {
    const found = engine("ollama", {
      upstreamModel: "llama3.1:8b",
      lookUp: ["llama3.1:8b"],
      capabilities: { tools: true },
    });
    const registry = await discover({}, [found]);
    expect(registry.offers).toEqual([
      expect.objectContaining({
        id: `${LLAMA}@ollama`,
        evidenceApplies: false,
        contextTokens: null,
        latency: null,
        price: expect.objectContaining({ inputNanoUsdPerMTok: 0, outputNanoUsdPerMTok: 0 }),
      }),
    ]);
    expect(registry.target(`${LLAMA}@ollama`)!.upstreamModel).toBe("llama3.1:8b");
    expect(registry.describe()[0]!.source).toBe("Ollama at http://127.0.0.1:9");
  });

  it("offer the evaluated checkpoint with its evidence when the engine serves it unquantised", async () => {
    const found = engine("vllm", { upstreamModel: "house", lookUp: [DEEPSEEK, "house"], asReleased: true });
    const registry = await discover({}, [found]);
    expect(registry.offers[0]).toMatchObject({ model: DEEPSEEK, evidenceApplies: true });
  });

  it("offer an unknown model as a custom one", async () => {
    const registry = await discover({}, [
      engine("llama-cpp", { upstreamModel: "/m/mine.gguf", name: "mine" }),
    ]);
    expect(registry.offers[0]).toMatchObject({ id: "mine@llama-cpp", model: "mine", evidenceApplies: false });
    expect(registry.target("mine@llama-cpp")!.upstreamModel).toBe("/m/mine.gguf");
    expect(registry.customModels.map(({ id }) => id)).toEqual(["mine"]);
  });

  it("give way to an entry of the operator with the same name", async () => {
    const entry = upstream({ chat: stated() }, { name: "ollama" });
    const registry = await discover({ upstreams: [entry] }, [engine("ollama", {})]);
    expect(registry.offers.map(({ model }) => model)).toEqual(["chat"]);
  });

  it("are not looked for when switched off", async () => {
    const registry = await discoverUpstreams(
      { sandbox: "off", sandboxDelay: 0, upstreams: [], localEngines: false, env: {} },
      catalog,
      () => expect.unreachable("asked"),
    );
    expect(registry.offers).toEqual([]);
  });
});

describe("the sandbox", () => {
  it("serves every catalog model when nothing else is there, with a price where one is known", async () => {
    const registry = await discover({});
    const { offers } = registry;
    expect(offers.map(({ id }) => id)).toEqual(Object.keys(catalog.models).map((id) => `${id}@sandbox`));
    expect(offers.every(({ simulated, latency }) => simulated && latency !== null)).toBe(true);
    const listed = new Set(catalog.offers.filter(({ match }) => match === "exact").map(({ model }) => model));
    for (const { model, price } of offers) if (!listed.has(model)) expect(price).toBeNull();
    expect(offers.filter(({ price }) => price !== null).length).toBeGreaterThan(30);
    expect(registry.describe()).toEqual([
      { name: "sandbox", simulated: true, offers: offers.length, source: "built in" },
    ]);
  });

  it("is added beside real upstreams only when asked for, and never when switched off", async () => {
    const upstreams = [upstream({ chat: stated() })];
    const names = async (settings: Partial<RegistrySettings>) =>
      (await discover(settings)).describe().map(({ name }) => name);
    expect(await names({ upstreams })).toEqual(["house"]);
    expect(await names({ upstreams, sandbox: "on" })).toEqual(["house", "sandbox"]);
    expect(await names({ sandbox: "off" })).toEqual([]);
  });

  it("reports the model under the id that the offer states", async () => {
    const registry = await discover({});
    const { upstream: sandbox, upstreamModel } = registry.target(`${LLAMA}@sandbox`)!;
    const answer = await sandbox.send({
      path: "/chat/completions",
      body: Buffer.from(
        JSON.stringify({ model: upstreamModel, messages: [{ role: "user", content: "hi" }] }),
      ),
      headers: {},
      connectTimeoutMs: 1,
      signal: new AbortController().signal,
    });
    const { value } = await answer.body.next();
    expect(JSON.parse(Buffer.from(value!).toString())).toMatchObject({ model: LLAMA });
  });
});
