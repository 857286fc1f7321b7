import type { Classifier } from "@/server/router/classify/classifier";
import { TASKS } from "@/server/router/types";
import { EDITS } from "./edits";
import { argmax } from "./metrics";
import { seededRandom } from "./random";
import { inputOf, type Row } from "./rows";

/** Share of rows whose most probable task stays under each small edit of the last user turn. */
export function robustness(
  rows: Row[],
  classifier: Classifier,
  seed: number,
): { edit: string; same: number }[] {
  const taskOf = (row: Row): number => argmax(classifier.score(inputOf(row)), 0, TASKS.length);
  const before = rows.map(taskOf);
  return Object.entries(EDITS).map(([edit, change]) => {
    const random = seededRandom(seed);
    const same = rows.filter(
      (row, i) => taskOf(editLast(row, change(row.prompt, random))) === before[i],
    ).length;
    return { edit, same: same / rows.length };
  });
}

/** The row with its last user turn replaced. */
export function editLast(row: Row, prompt: string): Row {
  if (row.messages === undefined) return { ...row, prompt };
  const last = row.messages.findLastIndex((turn) => turn.role === "user");
  return {
    ...row,
    prompt,
    messages: row.messages.map((turn, i) => (i === last ? { ...turn, content: prompt } : turn)),
  };
}
