import type { Task } from "@/server/router/types";
import type { EvidenceRow } from "./types";

/**
 * Which evidence speaks for which task of the router: the one table that says so. `validity` is our judgement of how
 * much of what separates models on the board is what separates them on the task: 0.9 for the task itself, 0.8 for an
 * easier or narrower form of it, 0.7 and less for one side of it. The rest is scatter, so such rows count less and an
 * ability that rests on them alone has a wide error. Rows that no entry matches speak for no task. Proxies, rivals'
 * and makers' numbers never come this far.
 */
export interface TaskEvidence {
  task: Task;
  benchmark: string;
  /** Board version (an arena's category) that the entry is limited to; every version when absent. */
  version?: string;
  /** Metric that the entry is limited to; every metric when absent. */
  metric?: string;
  validity: number;
  why: string;
}

const entry = (
  task: Task,
  benchmark: string,
  validity: number,
  why: string,
  only: { version?: string; metric?: string } = {},
) => ({
  task,
  benchmark,
  validity,
  why,
  ...only,
});

const ARENA = "LMArena text (style control)";
const arena = (task: Task, category: string, validity: number, why: string) =>
  entry(task, ARENA, validity, why, { version: `category ${category}` });

export const TASK_EVIDENCE: readonly TaskEvidence[] = [
  entry("code", "LiveBench Coding", 0.9, "competition problems and completion, run against tests"),
  entry("code", "LiveBench Agentic Coding", 0.9, "repairs in real repositories, judged by their tests"),
  arena("code", "coding", 0.9, "what users ask for in practice, judged by them"),
  entry("code", "Aider polyglot", 0.9, "edits in six languages that must pass tests"),
  entry("code", "Aider code editing", 0.8, "the same in Python alone; easier"),
  entry("code", "LLMRouterBench LiveCodeBench", 0.9, "competition problems, run against tests"),
  entry("code", "LLMRouterBench HumanEval", 0.6, "single short functions; separates little"),
  entry("code", "LLMRouterBench MBPP", 0.6, "single short functions; separates little"),
  entry("code", "EvalPlus HumanEval+", 0.8, "single short functions with more tests"),
  entry("code", "EvalPlus MBPP+", 0.8, "single short functions with more tests"),
  entry("code", "ZeroEval CRUX", 0.7, "reading code, not writing it"),
  entry("code", "SWE-Bench Pro", 0.9, "issues in real repositories, judged by their tests"),
  entry("code", "SWE-Bench Pro (AA run)", 0.8, "the same on a hard part, through another harness"),
  entry("code", "Terminal-Bench (AA run)", 0.8, "tasks in a shell: programming mixed with operating"),
  entry("code", "Terminal-Bench Hard (AA run)", 0.8, "tasks in a shell: programming mixed with operating"),
  entry("code", "SWE-Atlas Codebase QnA (AA run)", 0.7, "questions about a code base: reading, not writing"),
  entry("code", "SciCode (AA run)", 0.8, "scientific programs against tests"),

  entry("math", "LiveBench Mathematics", 0.9, "olympiad and competition problems with checked answers"),
  arena("math", "math", 0.8, "users' own problems, judged by preference rather than by answer"),
  entry("math", "Open LLM Leaderboard v2 MATH Lvl 5", 0.9, "hardest level of MATH with checked answers"),
  entry("math", "ZeroEval MATH level 5", 0.9, "hardest level of MATH with checked answers"),
  entry("math", "LLMRouterBench AIME", 0.9, "competition problems; few of them"),
  entry("math", "LLMRouterBench MATH500", 0.8, "mixed levels; saturated for thinking models"),
  entry("math", "LLMRouterBench MathBench", 0.8, "mixed levels; saturated for thinking models"),

  entry(
    "reasoning",
    "LiveBench Reasoning",
    0.9,
    "logic problems with checked answers, renewed against leaks",
  ),
  entry(
    "reasoning",
    "Extended NYT Connections",
    0.75,
    "grouping by hidden rules: lateral rather than deductive",
  ),
  entry("reasoning", "ZeroEval ZebraLogic puzzles", 0.9, "deduction in logic grids"),
  entry("reasoning", "Open LLM Leaderboard v2 BBH", 0.8, "many small reasoning tasks, short answers"),
  entry(
    "reasoning",
    "Open LLM Leaderboard v2 GPQA",
    0.6,
    "graduate science: reasoning and knowledge in equal parts",
  ),
  entry("reasoning", "LLMRouterBench BBH", 0.8, "many small reasoning tasks"),
  entry("reasoning", "LLMRouterBench GPQA", 0.6, "graduate science: reasoning and knowledge in equal parts"),
  entry("reasoning", "LLMRouterBench KORBench", 0.9, "rules that are new to the model"),
  entry("reasoning", "LLMRouterBench Knights and Knaves", 0.9, "deduction about who tells the truth"),
  entry("reasoning", "Thematic generalization", 0.6, "inducing one narrow rule from examples"),

  entry("analysis", "LiveBench Data Analysis", 0.9, "joining, reading and reshaping tables; order of events"),
  entry("analysis", "LongBench-Pro", 0.9, "numbers and structure out of long documents", {
    metric: "T8 structured and numeric reasoning",
  }),
  entry("analysis", "LongBench-Pro", 0.8, "answers that must rest on the document", {
    metric: "T3 evidence-grounded QA",
  }),
  entry("analysis", "LLMRouterBench FinQA", 0.9, "computing over financial reports"),
  entry(
    "analysis",
    "Confabulation on provided documents",
    0.6,
    "not inventing what the document does not say",
  ),

  entry("knowledge", "Open LLM Leaderboard v2 MMLU-PRO", 0.9, "many subjects, ten options"),
  entry("knowledge", "ZeroEval MMLU-Redux", 0.9, "many subjects with corrected answers"),
  entry("knowledge", "LLMRouterBench MMLU-Pro", 0.9, "many subjects, ten options"),
  entry("knowledge", "LLMRouterBench MedQA", 0.7, "one subject"),
  entry(
    "knowledge",
    "Open LLM Leaderboard v2 GPQA",
    0.5,
    "graduate science: reasoning and knowledge in equal parts",
  ),
  entry("knowledge", "LLMRouterBench GPQA", 0.5, "graduate science: reasoning and knowledge in equal parts"),

  entry(
    "summarization",
    "Vectara hallucination leaderboard",
    0.6,
    "summaries that were given and add nothing; not what they left out",
  ),
  entry("summarization", "LongBench-Pro", 0.9, "summaries of long documents against references", {
    metric: "T4 summarization and synthesis",
  }),

  entry(
    "extraction",
    "SOB (structured output benchmark), text track",
    0.9,
    "right values into a given JSON schema",
    {
      metric: "exact value accuracy",
    },
  ),
  entry(
    "extraction",
    "SOB (structured output benchmark), text track",
    0.6,
    "form without regard to the values",
    {
      metric: "schema pass rate",
    },
  ),
  entry(
    "extraction",
    "LiveBench tablereformat",
    0.4,
    "every cell carried into another format; nothing to find",
  ),

  entry("classification", "TextClass Benchmark", 0.9, "labelling texts zero-shot in three subjects"),
  entry("classification", "LLMRouterBench MELD", 0.8, "labelling emotion in dialogue"),
  entry("classification", "LLMRouterBench EmoryNLP", 0.8, "labelling emotion in dialogue"),

  entry(
    "writing",
    "EQ-Bench Creative Writing",
    0.9,
    "pieces of many kinds against each other; one family of judges",
  ),
  arena("writing", "creative_writing", 0.9, "users' own creative prompts, judged by them"),
  entry(
    "writing",
    "Creative story writing (pairwise)",
    0.8,
    "short stories against each other; model judges",
  ),
  entry("writing", "Creative story writing (absolute, v4)", 0.7, "the same stories by rating"),

  entry("rewriting", "LiveBench typos", 0.9, "correcting a text and changing nothing else"),
  entry(
    "rewriting",
    "LiveBench IF",
    0.9,
    "paraphrasing, simplifying and shortening a given text under stated limits",
  ),
  arena("rewriting", "if", 0.6, "doing what a detailed instruction says; not only to a given text"),

  entry(
    "translation",
    "WMT25 general translation",
    0.9,
    "translations over many language pairs, scored by a model judge",
    {
      metric: "mean GEMBA-ESA score (GPT-4.1 judge)",
    },
  ),
  entry("translation", "WMT25 general translation", 0.9, "the same translations, scored by several metrics", {
    metric: "mean AutoRank over language pairs",
  }),

  arena("brainstorming", "creative_writing", 0.9, "open prompts where new ideas are what users prefer"),
  entry("brainstorming", "Creative story writing (pairwise)", 0.8, "inventing under required elements"),
  entry(
    "brainstorming",
    "EQ-Bench Creative Writing",
    0.8,
    "inventing scenes and characters; style counts as much",
  ),

  arena("chat", "full", 0.9, "all kinds of conversation, judged by the people in them"),
  arena("chat", "multiturn", 0.9, "conversations of several turns"),

  entry("tool_use", "BFCL", 0.9, "calls that depend on earlier results", { metric: "Multi Turn Acc" }),
  entry("tool_use", "BFCL", 0.9, "users' own tools, one call", { metric: "Live Acc" }),
  entry("tool_use", "BFCL", 0.7, "made-up tools, one call", { metric: "Non-Live AST Acc" }),
  entry("tool_use", "BFCL", 0.4, "not calling when no tool fits; a timid model scores well", {
    metric: "Irrelevance Detection",
  }),
  entry("tool_use", "MCP-Bench", 0.9, "tasks over several real tool servers"),
  entry("tool_use", "tau2-bench", 0.9, "serving a customer with tools under a policy"),
];

/** Usable benchmarks that speak for no task, and why. */
export const SPEAKS_FOR_NOTHING: Record<string, string> = {
  "Artificial Analysis Coding Agent Index": "the mean of runs that are here one by one",
  "Artificial Analysis Coding Index": "the mean of runs that are here one by one",
  "SWE-Atlas Codebase QnA": "one model of ours only: nothing to compare with",
  "SWE-Atlas Refactoring": "one model of ours only: nothing to compare with",
  "SWE-Atlas Test Writing": "one model of ours only: nothing to compare with",
  "NYT Connections (original 436)": "one model of ours only: nothing to compare with",
  RULER: "synthetic: how much of the context works, not how well a task is done",
  NoLiMa: "synthetic: how much of the context works, not how well a task is done",
  "NoLiMa-Hard": "synthetic: how much of the context works, not how well a task is done",
  LongBioBench: "synthetic: how much of the context works, not how well a task is done",
};

/** Entries of the table that a row falls under. Chatting in a language is in the evidence as translation; it matches none. */
export function tasksOf(row: Pick<EvidenceRow, "benchmark" | "version" | "metric">): readonly TaskEvidence[] {
  return TASK_EVIDENCE.filter(
    (candidate) =>
      candidate.benchmark === row.benchmark &&
      (candidate.version === undefined || candidate.version === row.version) &&
      (candidate.metric === undefined || candidate.metric === row.metric),
  );
}
