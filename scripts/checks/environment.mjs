/** Set by Node, Next, CI, the test runner or our own code (next-auth's), not by an operator. */
const NOT_OURS = new Set([
  "AUTH_TRUST_HOST",
  "CI",
  "NEXTAUTH_URL",
  "NEXT_PHASE",
  "NEXT_RUNTIME",
  "NEXT_TELEMETRY_DISABLED",
  "NODE_ENV",
  "TEST_DATABASE",
  "VITEST",
]);

/** @param {string} text of `.env.example` @returns {string[]} the variables it explains, set or commented out */
const documentedVariables = (text) =>
  [...text.matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name ?? "");

/**
 * Variables that a file reads: `env.NAME`, `env["NAME"]`, a key of the settings' schema (`NAME: z…`), and the names of
 * provider keys in tables (`"…_API_KEY"`).
 * @param {Source} source @returns {string[]}
 */
function variablesRead({ path, text }) {
  const patterns = [
    /\benv\.([A-Z][A-Z0-9_]+)\b/g,
    /\benv\["([A-Z][A-Z0-9_]+)"\]/g,
    /"([A-Z][A-Z0-9_]*_API_KEY)"/g,
  ];
  if (path.startsWith("server/platform/settings")) patterns.push(/^\s+([A-Z][A-Z0-9_]+): ?(?:z\b|\w+\()/gm);
  const names = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name ?? ""));
  return names.filter((name) => !NOT_OURS.has(name));
}

/**
 * @typedef {{ path: string, text: string }} Source
 * @param {string} example text of `.env.example` @param {Source[]} sources all server code, and data that names variables
 * @returns {string[]} one line per variable that one side has and the other has not
 */
export function environmentProblems(example, sources) {
  const documented = new Set(documentedVariables(example));
  // One that is only named in a sentence is explained too: a variable that Fairlead knows and refuses.
  const isExplained = (name) => new RegExp(`\\b${name}\\b`).test(example);
  const read = new Set(sources.flatMap(variablesRead));
  const all = sources.map(({ text }) => text).join("\n");
  const isNamed = (name) => new RegExp(`\\b${name}\\b`).test(all);
  return [
    ...[...read]
      .filter((name) => !isExplained(name))
      .map((name) => `${name} is read by the code and not explained in .env.example`),
    ...[...documented]
      .filter((name) => !isNamed(name))
      .map((name) => `${name} is in .env.example and nothing reads it`),
  ];
}
