import type { EvidenceRow, LinkKind } from "./types";

/**
 * What a benchmark's numbers are, so that they can be put on an unbounded scale: its link, what guessing reaches,
 * and what to assume where a row states no sample size. One entry per benchmark (the metric's own entry wins).
 */
export interface Benchmark {
  /** Boards of one family share most of their method, so their rows are not independent of each other. */
  family: string;
  link: LinkKind;
  /** Share of the scale that guessing reaches (0 where answers are free or the board has corrected for it). */
  chance: number;
  /** Items behind a row that states none, or behind every row where the stated count is the whole suite's. */
  items: number;
  itemsAlways?: boolean;
  /** Slope expected before any row is seen, in link units per unit of ability. */
  slope: number;
  /** Factor from the value to link units, for linear links. */
  unit?: number;
  /** False when the harness leaves no room to think: its rows then speak for standard mode only. */
  room: boolean;
}

/** Standard error, in Elo points, of a rating that comes without an interval. */
export const DEFAULT_ELO_ERROR = 30;

const bounded = (family: string, items: number, more: Partial<Benchmark> = {}): Benchmark => ({
  family,
  link: "logit",
  chance: 0,
  items,
  slope: 1,
  room: true,
  ...more,
});

/** Human votes spread strong and weak models over about 250 points, a model judge over more than a thousand. */
const HUMAN_ELO_SLOPE = 0.4;
const JUDGE_ELO_SLOPE = 2;

/** The harness reads the likelihood of short answers, or cuts them early: thinking models are not measured as served. */
const leaderboardV2 = (items: number) => bounded("Open LLM Leaderboard v2", items, { room: false });
const routerBench = (name: string, items: number, chance = 0) =>
  bounded(`LLMRouterBench ${name}`, items, { chance });
const agentRun = (items: number) => bounded("Artificial Analysis agents", items);

const BENCHMARKS: Record<string, Benchmark> = {
  "LiveBench Coding": bounded("LiveBench Coding", 130),
  "LiveBench Agentic Coding": bounded("LiveBench Agentic Coding", 60),
  "LiveBench Mathematics": bounded("LiveBench Mathematics", 230),
  "LiveBench Reasoning": bounded("LiveBench Reasoning", 150),
  "LiveBench Data Analysis": bounded("LiveBench Data Analysis", 150),
  "LiveBench IF": bounded("LiveBench IF", 200),
  "LiveBench typos": bounded("LiveBench typos", 50),
  "LiveBench tablereformat": bounded("LiveBench tablereformat", 50),
  "LMArena text (style control)": bounded("LMArena", 1000, { link: "elo", slope: HUMAN_ELO_SLOPE }),
  "EQ-Bench Creative Writing": bounded("EQ-Bench", 96, { link: "elo", slope: JUDGE_ELO_SLOPE }),
  "Creative story writing (pairwise)": bounded("Creative story writing", 400, {
    link: "linear",
    unit: 1,
    slope: 1.2,
  }),
  "Creative story writing (absolute, v4)": bounded("Creative story writing", 400, {
    link: "linear",
    unit: 1,
    slope: 0.6,
  }),
  "Aider polyglot": bounded("Aider polyglot", 225),
  "Aider code editing": bounded("Aider code editing", 133),
  "EvalPlus HumanEval+": bounded("EvalPlus", 164),
  "EvalPlus MBPP+": bounded("EvalPlus", 378),
  "ZeroEval CRUX": bounded("ZeroEval CRUX", 800),
  "ZeroEval MATH level 5": bounded("ZeroEval MATH level 5", 721),
  "ZeroEval ZebraLogic puzzles": bounded("ZebraLogic", 1000),
  "ZeroEval MMLU-Redux": bounded("ZeroEval MMLU-Redux", 2778, { chance: 0.25 }),
  "LLMRouterBench HumanEval": routerBench("HumanEval", 164),
  "LLMRouterBench MBPP": routerBench("MBPP", 400),
  "LLMRouterBench LiveCodeBench": routerBench("LiveCodeBench", 400),
  "LLMRouterBench AIME": routerBench("AIME", 60),
  "LLMRouterBench MATH500": routerBench("MATH500", 500),
  "LLMRouterBench MathBench": routerBench("MathBench", 150),
  "LLMRouterBench BBH": routerBench("BBH", 500, 0.2),
  "LLMRouterBench GPQA": routerBench("GPQA", 198, 0.25),
  "LLMRouterBench KORBench": routerBench("KORBench", 500),
  "LLMRouterBench Knights and Knaves": routerBench("Knights and Knaves", 500),
  "LLMRouterBench FinQA": routerBench("FinQA", 500),
  "LLMRouterBench MMLU-Pro": routerBench("MMLU-Pro", 1000, 0.1),
  "LLMRouterBench MedQA": routerBench("MedQA", 1000, 0.25),
  "LLMRouterBench MELD": routerBench("MELD", 500, 1 / 7),
  "LLMRouterBench EmoryNLP": routerBench("EmoryNLP", 500, 1 / 7),
  "Open LLM Leaderboard v2 MATH Lvl 5": leaderboardV2(1300),
  "Open LLM Leaderboard v2 BBH": leaderboardV2(5000),
  "Open LLM Leaderboard v2 GPQA": leaderboardV2(1200),
  "Open LLM Leaderboard v2 MMLU-PRO": leaderboardV2(5000),
  "Extended NYT Connections": bounded("NYT Connections", 940),
  "NYT Connections (original 436)": bounded("NYT Connections (original)", 436),
  "Thematic generalization": bounded("Thematic generalization", 649, { chance: 0.125 }),
  "SciCode (AA run)": agentRun(300),
  "Terminal-Bench Hard (AA run)": agentRun(100),
  "Terminal-Bench (AA run)": agentRun(100),
  "SWE-Bench Pro (AA run)": agentRun(150),
  "SWE-Atlas Codebase QnA (AA run)": agentRun(120),
  "SWE-Bench Pro": bounded("SWE-Bench Pro", 700),
  "SWE-Atlas Codebase QnA": bounded("SWE-Atlas", 120),
  "SWE-Atlas Refactoring": bounded("SWE-Atlas", 120),
  "SWE-Atlas Test Writing": bounded("SWE-Atlas", 120),
  // The stated 1,500 items are the whole suite of eleven task families, not one column.
  "LongBench-Pro": bounded("LongBench-Pro", 136, { itemsAlways: true }),
  "Confabulation on provided documents": bounded("Confabulation", 201),
  "Vectara hallucination leaderboard": bounded("Vectara", 7700),
  "SOB (structured output benchmark), text track": bounded("SOB", 5000),
  BFCL: bounded("BFCL", 800),
  "MCP-Bench": bounded("MCP-Bench", 100),
  "tau2-bench": bounded("tau2-bench", 100),
  "TextClass Benchmark": bounded("TextClass", 300),
  // The stated counts are language pairs, each of some hundred segments; pairs differ more than segments do.
  "WMT25 general translation": bounded("WMT25", 300, { itemsAlways: true }),
};

const METRICS: Record<string, Partial<Benchmark>> = {
  // Overlap with reference summaries: every model lands within a few points, and partial credit varies less than
  // right or wrong does.
  "LongBench-Pro|T4 summarization and synthesis": { slope: 0.25, items: 600 },
  // Rank 1 is best and the last system about 30: five ranks are near one unit of ability.
  "WMT25 general translation|mean AutoRank over language pairs": { link: "linear", unit: 0.2, slope: 1 },
};

/** What is known of a row's benchmark, or null when the table has no entry for it: its rows are then left out. */
export function benchmarkOf(row: Pick<EvidenceRow, "benchmark" | "metric">): Benchmark | null {
  const benchmark = BENCHMARKS[row.benchmark];
  return benchmark ? { ...benchmark, ...METRICS[`${row.benchmark}|${row.metric}`] } : null;
}
