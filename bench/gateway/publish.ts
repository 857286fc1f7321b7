import { readFileSync, writeFileSync } from "node:fs";

const BEGIN = "<!-- bench:gateway -->";
const END = "<!-- /bench:gateway -->";

/**
 * Puts a run's Markdown between the markers of a page, in place of the run before.
 * @throws Error when the page has no markers
 */
export function publish(page: string, markdown: string): void {
  const text = readFileSync(page, "utf8");
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${page} has no place for the result (${BEGIN} … ${END})`);
  writeFileSync(page, `${text.slice(0, begin + BEGIN.length)}\n\n${markdown}\n\n${text.slice(end)}`);
}
