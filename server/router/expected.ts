import type {
  Health,
  Incumbent,
  Latency,
  Mode,
  ModelFacts,
  Offer,
  RequestFacts,
  RouterConstants,
} from "./types";

/** Expected money and time of one request at one offer. */
export interface Expected {
  mode: Mode;
  outputTokens: number;
  /** Nano-dollars before rounding: two offers that round to the same cost still have a cheaper one. */
  exactCost: number;
  costNanoUsd: number;
  costUnknown: boolean;
  latencyMs: number;
  latencyUnknown: boolean;
}

const TOKENS_PER_MTOK = 1_000_000;

/** How a model would serve the request: what the request says about thinking, as far as the model has a switch. */
export function modeOf(model: ModelFacts, thinking: boolean | null): Mode {
  switch (model.thinks) {
    case "always":
      return "thinking";
    case "never":
      return "standard";
    case "by-default":
      return thinking === false ? "standard" : "thinking";
    case "on-request":
      return thinking === true ? "thinking" : "standard";
  }
}

/**
 * Output tokens to expect: the request's own times the model's factor in that mode (thinking included; an unknown
 * factor is charged at the stated one of its class), in thinking mode at least the snapshot's minimum, but never
 * more than the request or the offer allows.
 */
export function outputTokensOf(
  { model, offer }: { model: ModelFacts; offer: Offer },
  mode: Mode,
  { facts, constants }: { facts: RequestFacts; constants: RouterConstants },
): number {
  const factor = model.outputFactor[mode] ?? constants.unknownOutputFactor[mode];
  let tokens = facts.profile.outputTokens * factor;
  if (mode === "thinking" && tokens < constants.thinkingTokensMin) tokens = constants.thinkingTokensMin;
  const requested = facts.features.maxOutputTokens;
  if (requested !== null && tokens > requested) tokens = requested;
  if (offer.maxOutputTokens !== null && tokens > offer.maxOutputTokens) tokens = offer.maxOutputTokens;
  return Math.round(tokens);
}

/** Nano-dollars, not rounded. `cachedTokens` of the input are charged at the cached price where it is known. */
export function moneyOf(
  price: {
    inputNanoUsdPerMTok: number;
    outputNanoUsdPerMTok: number;
    cachedInputNanoUsdPerMTok?: number | null;
  },
  tokens: { input: number; output: number; cached: number },
): number {
  const cachedPrice = price.cachedInputNanoUsdPerMTok ?? price.inputNanoUsdPerMTok;
  const cached = Math.min(tokens.cached, tokens.input);
  return (
    ((tokens.input - cached) * price.inputNanoUsdPerMTok +
      cached * cachedPrice +
      tokens.output * price.outputNanoUsdPerMTok) /
    TOKENS_PER_MTOK
  );
}

/** Expected money and time; an unknown price or latency is charged at the snapshot's constant and says so. */
export function expect(
  entry: { offer: Offer; model: ModelFacts },
  { mode, outputTokens }: { mode: Mode; outputTokens: number },
  context: { facts: RequestFacts; constants: RouterConstants; health: Health; incumbent: Incumbent | null },
): Expected {
  const { offer } = entry;
  const { constants, incumbent } = context;
  const cached = incumbent !== null && incumbent.offer === offer.id ? incumbent.cachedTokens : 0;
  const input = context.facts.features.inputTokens;
  const exactCost = moneyOf(offer.price ?? constants.unknownPrice, { input, output: outputTokens, cached });
  const latency: Latency | null = context.health.offers[offer.id]?.latency ?? offer.latency;
  const speed = latency ?? constants.unknownLatency;
  return {
    mode,
    outputTokens,
    exactCost,
    costNanoUsd: Math.round(exactCost),
    costUnknown: offer.price === null,
    latencyMs: Math.round(speed.firstTokenMs + (outputTokens / speed.tokensPerSecond) * 1000),
    latencyUnknown: latency === null,
  };
}
