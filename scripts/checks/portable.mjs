/** What must not be in a tracked file: it ties the tree to one machine, or gives something away. */
const RULES = [
  // Split, or written with a class of one letter, where this file would not pass its own check.
  { name: "a private key", pattern: new RegExp("-----BEGIN [A-Z ]*PRIVATE " + "KEY-----") },
  {
    name: "a provider's API key",
    pattern:
      /\b(?:sk-(?:proj-|or-v1-|ant-)?[A-Za-z0-9]{32,}|gsk_[A-Za-z0-9]{32,}|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36})\b/,
  },
  {
    name: "an absolute path of a machine",
    pattern: /(?<![\w.$}~/-])\/(?:home|root|Users|work|farm)\/[A-Za-z0-9._-]+/,
  },
  { name: "a package registry's host", pattern: /"resolved": "https?:|^\s*registry\s*=|_auth[T]oken/m },
];

/**
 * @param {string} path below root, for the message @param {string} text of the file
 * @returns {string[]} one line per finding, with its line number; never the found text, which may be a secret
 */
export function portabilityProblems(path, text) {
  return RULES.flatMap(({ name, pattern }) => {
    const match = pattern.exec(text);
    return match ? [`${path}:${text.slice(0, match.index).split("\n").length} holds ${name}`] : [];
  });
}
