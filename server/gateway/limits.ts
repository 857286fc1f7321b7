/** Time budgets of one request, in milliseconds. One deadline (`totalMs`) spans all attempts. */
export interface Budgets {
  /** TCP and TLS set-up of one attempt. */
  connectMs: number;
  /**
   * Silence of a streaming attempt before its first output when another upstream could still answer.
   * Shorter than `commitHoldMs`, or a hung upstream would use up the time in which fallback is possible.
   */
  firstOutputMs: number;
  /** The same when nobody else could answer: a local engine may load a model for a minute before its first token. */
  lastFirstOutputMs: number;
  /** A plain attempt, head and body, when another upstream could still answer. */
  plainMs: number;
  /** Silence between two reads of a stream after its first output. */
  betweenTokensMs: number;
  /** What may still come behind the last finish mark (usage, end mark); then the answer is complete without it. */
  afterFinishMs: number;
  /** Silence towards the client after which a stream is committed with headers and keep-alive comments. */
  commitHoldMs: number;
  keepAliveMs: number;
  /** The whole request; the official OpenAI clients give up after the same ten minutes. */
  totalMs: number;
}

export const DEFAULT_BUDGETS: Budgets = {
  connectMs: 5_000,
  firstOutputMs: 15_000,
  lastFirstOutputMs: 120_000,
  plainMs: 300_000,
  betweenTokensMs: 60_000,
  afterFinishMs: 2_000,
  commitHoldMs: 20_000,
  keepAliveMs: 10_000,
  totalMs: 600_000,
};

/** Bytes of a plain answer or of one stream frame; more than any chat answer with audio has. */
export const ANSWER_BYTES_MAX = 64 * 1024 * 1024;
/** Bytes read of an upstream's error body; the rest is dropped with the connection. */
export const ERROR_BODY_BYTES_MAX = 64 * 1024;
/** Start-up bytes held before the first output; an upstream that sends more without output is not answering. */
export const HELD_BYTES_MAX = 1024 * 1024;
