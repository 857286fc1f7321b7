import { readFileSync } from "node:fs";

const LINE = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:'([^']*)'|"((?:\\.|[^"\\])*)"|([^#]*?))\s*(?:#.*)?$/;
const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t" };

/**
 * Reads `NAME=value` lines: `#` starts a comment, single quotes keep everything as it is, double quotes know \n, \r,
 * \t and escaped quotes. (Node's own reader exists from 20.12 on, and 20.9 is supported.)
 */
export function parseEnvFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const [, name, single, double, bare] = LINE.exec(line) ?? [];
    if (name === undefined) continue;
    values[name] =
      single ?? double?.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter) ?? bare ?? "";
  }
  return values;
}

/** Adds the values of `.env`, when there is one, to an environment; what is set already wins. */
export function loadEnvFile(env: Record<string, string | undefined>, path = ".env"): void {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  for (const [name, value] of Object.entries(parseEnvFile(text))) env[name] ??= value;
}
