/** Test-only builders: plain values with every field set, so that a test states just what it is about. */
import { noOptions } from "../options";
import {
  TASKS,
  type Ability,
  type ClassifierInput,
  type ComplexityLevel,
  type Constraints,
  type ModelFacts,
  type Offer,
  type Policy,
  type PolicyLevel,
  type RequestFacts,
  type RequestOptions,
  type RouteContext,
  type RouterConstants,
  type Snapshot,
  type Task,
} from "../types";

export const testConstants: RouterConstants = {
  slope: 1,
  difficulty: { low: -3, medium: 0, high: 2 },
  objectives: {
    quality: { lambda: 0.5, mu: 0.1 },
    balanced: { lambda: 8, mu: 1 },
    cost: { lambda: 25, mu: 1 },
    latency: { lambda: 2, mu: 20 },
  },
  costFloorNanoUsd: 10_000,
  costReferenceNanoUsd: 1_000_000,
  latencyFloorMs: 100,
  latencyReferenceMs: 5_000,
  unknownPrice: { inputNanoUsdPerMTok: 3_000_000_000, outputNanoUsdPerMTok: 9_000_000_000 },
  unknownLatency: { firstTokenMs: 4_000, tokensPerSecond: 20 },
  unknownOutputFactor: { standard: 1.3, thinking: 6 },
  thinkingTokensMin: 300,
  decidedConfidence: 0.5,
  mixtureMass: 0.8,
  fallbackLimit: 3,
};

const ability = (value: number, standardError = 0.2): Ability => ({ value, standardError, rows: [] });

/** A model with the given standard-mode abilities, and no others. */
export function testModel(
  id: string,
  abilities: Partial<Record<Task, number>> = {},
  more: Partial<ModelFacts> = {},
): ModelFacts {
  const known: ModelFacts["abilities"] = {};
  for (const task of TASKS) {
    const value = abilities[task];
    if (value !== undefined) known[task] = { standard: ability(value) };
  }
  return {
    id,
    displayName: id.slice(id.indexOf("/") + 1),
    inCatalog: true,
    thinks: "never",
    outputFactor: { standard: 1 },
    abilities: known,
    ...more,
  };
}

/** An offer that can do everything at one dollar per million tokens. */
export function testOffer(model: string, provider: string, more: Partial<Offer> = {}): Offer {
  const id = more.id ?? `${model}@${provider}`;
  return {
    id,
    model,
    provider,
    capabilities: { tools: true, structuredOutput: true, vision: true, audio: true, file: true },
    contextTokens: 128_000,
    maxOutputTokens: null,
    price: testPrice(id, 1),
    latency: { firstTokenMs: 500, tokensPerSecond: 100, source: "catalog" },
    evidenceApplies: true,
    simulated: false,
    priority: 0,
    ...more,
  };
}

export const testPrice = (id: string, usdPerMTok: number) => ({
  id: `price:${id}`,
  inputNanoUsdPerMTok: usdPerMTok * 1e9,
  outputNanoUsdPerMTok: usdPerMTok * 1e9,
  cachedInputNanoUsdPerMTok: null,
});

export const testSnapshot = (models: ModelFacts[], offers: Offer[], constants = testConstants): Snapshot => ({
  id: "snap_test",
  models: Object.fromEntries(models.map((model) => [model.id, model])),
  offers,
  constants,
});

export const noConstraints: Constraints = { maxCostNanoUsd: null, maxLatencyMs: null, minQuality: null };

export const testLevel = (more: Partial<PolicyLevel> = {}): PolicyLevel => ({
  objective: null,
  weights: null,
  constraints: noConstraints,
  unknownQuality: null,
  allowModels: null,
  excludeModels: [],
  allowProviders: null,
  fallback: null,
  pin: null,
  locked: false,
  taskPins: {},
  ...more,
});

export const testPolicy = (team: Partial<PolicyLevel> = {}, key: Partial<PolicyLevel> = {}): Policy => ({
  version: "default",
  team: testLevel(team),
  key: testLevel(key),
});

export const testOptions = (more: Partial<RequestOptions> = {}): RequestOptions => ({
  ...noOptions("auto"),
  ...more,
});

export const testContext = (snapshot: Snapshot, more: Partial<RouteContext> = {}): RouteContext => ({
  snapshot,
  policy: testPolicy(),
  options: testOptions(),
  health: { version: "none", offers: {} },
  incumbent: null,
  now: "2026-01-01T00:00:00.000Z",
  ...more,
});

/** A request of one task and level, 1,000 tokens in and 500 out. */
export function testFacts(
  task: Task = "code",
  level: ComplexityLevel = "medium",
  more: { features?: Partial<RequestFacts["features"]>; profile?: Partial<RequestFacts["profile"]> } = {},
): RequestFacts {
  return {
    features: {
      inputTokens: 1_000,
      maxOutputTokens: null,
      messageCount: 1,
      userTurns: 1,
      hasSystem: false,
      language: "en",
      toolCount: 0,
      inToolLoop: false,
      needs: { tools: false, structuredOutput: false, vision: false, audio: false, file: false },
      thinking: null,
      ...more.features,
    },
    profile: {
      tasks: taskShares({ [task]: 1 }),
      complexity: { low: 0, medium: 0, high: 0, [level]: 1 },
      outputTokens: 500,
      classifier: "test",
      degraded: false,
      ...more.profile,
    },
  };
}

export const taskShares = (shares: Partial<Record<Task, number>>): Record<Task, number> =>
  Object.fromEntries(TASKS.map((task) => [task, shares[task] ?? 0])) as Record<Task, number>;

export const testInput = (text: string): ClassifierInput => ({
  messages: [{ role: "user", text, parts: [], hasToolCalls: false }],
  tools: [],
  responseFormat: null,
  maxOutputTokens: null,
  thinking: null,
});
