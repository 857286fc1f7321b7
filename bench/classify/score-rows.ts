import type { Classifier } from "@/server/router/classify/classifier";
import { COMPLEXITY_LEVELS, TASKS } from "@/server/router/types";
import type { Scored } from "./metrics";
import { inputOf, isNatural, type Row } from "./rows";

/** Scores labelled rows with shipped weights; `natural` are those that say how good it is on real traffic. */
export function scoreRows(rows: Row[], classifier: Classifier): { all: Scored[]; natural: Scored[] } {
  const all = rows.map((row) => ({
    p: classifier.score(inputOf(row)),
    task: TASKS.indexOf(row.task),
    complexity:
      row.complexity_label === "llm" && row.complexity !== null
        ? COMPLEXITY_LEVELS.indexOf(row.complexity)
        : -1,
  }));
  return { all, natural: all.filter((_, i) => isNatural(rows[i]!)) };
}
