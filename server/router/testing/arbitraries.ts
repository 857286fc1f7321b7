/** Test-only generators of whole decisions: small worlds in which every rule has something to bite on. */
import fc from "fast-check";
import {
  CAPABILITIES,
  OBJECTIVES,
  TASKS,
  UNKNOWN_QUALITY_RULES,
  type Ability,
  type Capability,
  type Constraints,
  type Latency,
  type ModelFacts,
  type Offer,
  type Price,
  type RequestFacts,
  type RequestOptions,
  type RouteContext,
  type Task,
} from "../types";
import { noConstraints, taskShares, testConstants, testLevel, testOptions, testSnapshot } from "./fixtures";

const MODEL_IDS = ["a/one", "a/two", "b/three", "b/four", "c/five", "custom"];
const PROVIDERS = ["p1", "p2", "p3"];
/** Few tasks, so that candidates often share one. */
const SOME_TASKS: Task[] = ["code", "math", "chat", "writing"];

const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 5 });
const tenths = (min: number, max: number) =>
  fc.integer({ min: min * 10, max: max * 10 }).map((value) => value / 10);

const ability: fc.Arbitrary<Ability> = fc.record({
  value: tenths(-4, 4),
  standardError: tenths(0, 1),
  rows: fc.constant([]),
});

const abilityModes = fc.oneof(
  { weight: 3, arbitrary: fc.record({ standard: ability, thinking: ability }) },
  { weight: 1, arbitrary: fc.record({ standard: ability, thinking: ability }, { requiredKeys: [] }) },
);

const modelOf = (id: string): fc.Arbitrary<ModelFacts> =>
  fc.record({
    id: fc.constant(id),
    displayName: fc.constant(id.toUpperCase()),
    inCatalog: fc.constant(id.includes("/")),
    thinks: fc.constantFrom("always", "by-default", "on-request", "never"),
    outputFactor: fc.record(
      { standard: nullable(tenths(1, 2)), thinking: nullable(tenths(1, 9)) },
      { requiredKeys: [] },
    ),
    abilities: fc.record(Object.fromEntries(SOME_TASKS.map((task) => [task, abilityModes])), {
      requiredKeys: [],
    }),
  });

const priceOf = (id: string): fc.Arbitrary<Price> =>
  fc.record({
    id: fc.constant(`price:${id}`),
    inputNanoUsdPerMTok: fc.integer({ min: 0, max: 40 }).map((value) => value * 100_000_000),
    outputNanoUsdPerMTok: fc.integer({ min: 0, max: 40 }).map((value) => value * 200_000_000),
    cachedInputNanoUsdPerMTok: nullable(fc.integer({ min: 0, max: 40 }).map((value) => value * 10_000_000)),
  });

const latency: fc.Arbitrary<Latency> = fc.record({
  firstTokenMs: fc.integer({ min: 50, max: 5_000 }),
  tokensPerSecond: fc.integer({ min: 5, max: 500 }),
  source: fc.constant("catalog"),
});

const capabilities = fc.record(
  Object.fromEntries(
    CAPABILITIES.map((name) => [name, fc.constantFrom(true, true, true, true, true, true, false, null)]),
  ),
) as fc.Arbitrary<Record<Capability, boolean | null>>;

const offerOf = (model: string, provider: string): fc.Arbitrary<Offer> => {
  const id = `${model}@${provider}`;
  return fc.record({
    id: fc.constant(id),
    model: fc.constant(model),
    provider: fc.constant(provider),
    capabilities,
    contextTokens: nullable(fc.constantFrom(4_000, 32_000, 128_000)),
    maxOutputTokens: nullable(fc.constantFrom(1_000, 8_000)),
    price: nullable(priceOf(id)),
    latency: nullable(latency),
    evidenceApplies: fc.constantFrom(true, true, true, false),
    simulated: fc.boolean(),
    priority: fc.integer({ min: 0, max: 2 }),
  });
};

export const anySnapshot = fc
  .subarray(
    MODEL_IDS.flatMap((model) => PROVIDERS.map((provider) => ({ model, provider }))),
    { minLength: 1 },
  )
  .chain((pairs) =>
    fc.tuple(
      fc.tuple(...MODEL_IDS.map(modelOf)),
      fc.tuple(...pairs.map((pair) => offerOf(pair.model, pair.provider))),
    ),
  )
  .map(([models, offers]) => testSnapshot(models, offers, testConstants));

/** Shares in thousandths that sum to one. */
const shares = (size: number) =>
  fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: size - 1, maxLength: size - 1 }).map((cuts) => {
    const edges = [0, ...cuts.toSorted((a, b) => a - b), 1_000];
    return edges.slice(1).map((edge, at) => (edge - edges[at]!) / 1_000);
  });

const tasks = fc.oneof(
  fc.constantFrom(...SOME_TASKS).map((task) => taskShares({ [task]: 1 })),
  fc.constantFrom(...SOME_TASKS).map((task) => taskShares({ [task]: 0.9, translation: 0.1 })),
  shares(SOME_TASKS.length).map((parts) =>
    taskShares(Object.fromEntries(SOME_TASKS.map((task, at) => [task, parts[at]!]))),
  ),
  shares(TASKS.length).map((parts) =>
    taskShares(Object.fromEntries(TASKS.map((task, at) => [task, parts[at]!]))),
  ),
);

export const anyFacts: fc.Arbitrary<RequestFacts> = fc.record({
  features: fc.record({
    inputTokens: fc.constantFrom(0, 10, 1_000, 1_000, 1_000, 20_000, 100_000),
    maxOutputTokens: nullable(fc.constantFrom(1, 500, 500, 4_000)),
    messageCount: fc.integer({ min: 1, max: 9 }),
    userTurns: fc.integer({ min: 1, max: 5 }),
    hasSystem: fc.boolean(),
    language: fc.constantFrom("en", "de", "und"),
    toolCount: fc.integer({ min: 0, max: 3 }),
    inToolLoop: fc.boolean(),
    needs: fc.record(
      Object.fromEntries(
        CAPABILITIES.map((name) => [name, fc.constantFrom(false, false, false, false, false, true)]),
      ),
    ) as fc.Arbitrary<Record<Capability, boolean>>,
    thinking: nullable(fc.boolean()),
  }),
  profile: fc.record({
    tasks,
    complexity: shares(3).map(([low, medium, high]) => ({ low: low!, medium: medium!, high: high! })),
    outputTokens: fc.constantFrom(1, 100, 500, 2_000),
    classifier: fc.constant("test"),
    degraded: fc.constantFrom(false, false, false, true),
  }),
});

const constraints: fc.Arbitrary<Constraints> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Constraints>(noConstraints) },
  {
    weight: 1,
    arbitrary: fc.record({
      maxCostNanoUsd: nullable(fc.constantFrom(100_000, 1_000_000, 50_000_000)),
      maxLatencyMs: nullable(fc.constantFrom(1_000, 5_000, 30_000)),
      minQuality: nullable(fc.integer({ min: 5, max: 90 })),
    }),
  },
);

const modelPatterns = fc.subarray([...MODEL_IDS, "a/*", "b/*", "*"], { minLength: 1 });

/** Everything a level or a request may restrict, without pins. */
const limits: fc.Arbitrary<Omit<RequestOptions, "requestedModel" | "pin">> = fc.record({
  constraints,
  unknownQuality: nullable(fc.constantFrom(...UNKNOWN_QUALITY_RULES)),
  allowModels: fc.option(modelPatterns, { nil: null, freq: 1 }),
  excludeModels: fc.oneof(fc.constant<string[]>([]), fc.subarray([...MODEL_IDS, "a/*"])),
  allowProviders: fc.option(fc.subarray(PROVIDERS, { minLength: 1 }), { nil: null, freq: 1 }),
  fallback: nullable(fc.boolean()),
  objective: nullable(fc.constantFrom(...OBJECTIVES)),
});

const health = fc
  .dictionary(
    fc.constantFrom(...MODEL_IDS.flatMap((model) => PROVIDERS.map((provider) => `${model}@${provider}`))),
    fc.record({
      openUntil: nullable(fc.constantFrom("2025-12-31T23:59:59.000Z", "2026-01-01T00:00:10.000Z")),
      latency: nullable(latency),
    }),
    { maxKeys: 4 },
  )
  .map((offers) => ({ version: "health-test", offers }));

/** A context without pin and incumbent: where all invariants hold. */
export const freeContext: fc.Arbitrary<RouteContext> = fc
  .record({
    snapshot: anySnapshot,
    team: limits,
    key: limits,
    request: limits,
    health,
    plain: fc.constantFrom(true, true, true, false),
  })
  .map(({ snapshot, team, key, request, health: live, plain }) => ({
    snapshot,
    policy: { version: "pol_test", team: testLevel(plain ? {} : team), key: testLevel(plain ? {} : key) },
    options: plain ? testOptions({ objective: request.objective }) : testOptions(request),
    health: live,
    incumbent: null,
    now: "2026-01-01T00:00:00.000Z",
  }));

const pin = fc.record({
  model: fc.constantFrom(...MODEL_IDS, "x/absent"),
  provider: nullable(fc.constantFrom(...PROVIDERS)),
});
const taskPins = fc.dictionary(fc.constantFrom(...SOME_TASKS), pin, { maxKeys: 1 });

/** Any context: pins at any level, an incumbent, locked levels. */
export const anyContext: fc.Arbitrary<RouteContext> = fc
  .record({
    base: freeContext,
    pins: fc.record({ team: nullable(pin), key: nullable(pin), request: nullable(pin) }),
    tasks: fc.record({ team: taskPins, key: taskPins }),
    locked: fc.record({ team: fc.boolean(), key: fc.boolean() }),
    incumbent: nullable(
      fc.record({
        offer: fc.constantFrom("a/one@p1", "b/three@p2", "custom@p1"),
        cachedTokens: fc.integer({ min: 0, max: 20_000 }),
      }),
    ),
    pinned: fc.boolean(),
  })
  .map(({ base, pins, tasks: onTask, locked, incumbent, pinned }) => ({
    ...base,
    incumbent,
    policy: {
      ...base.policy,
      team: {
        ...base.policy.team,
        locked: locked.team,
        ...(pinned ? { pin: pins.team, taskPins: onTask.team } : {}),
      },
      key: {
        ...base.policy.key,
        locked: locked.key,
        ...(pinned ? { pin: pins.key, taskPins: onTask.key } : {}),
      },
    },
    options: { ...base.options, pin: pinned ? pins.request : null } satisfies RequestOptions,
  }));
