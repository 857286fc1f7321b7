import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes rows as a JSON array with one row a line: compact, and a changed row is a changed line. */
export function writeRows(folder: string, name: string, rows: readonly unknown[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), toLines(rows));
}

export const toLines = (rows: readonly unknown[]): string =>
  rows.length === 0 ? "[]\n" : `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`;
