/** The oldest Node that runs Fairlead: `engines.node` of package.json says the same. */
export const MINIMUM_NODE = [20, 9];

/** @param {string} version as in `process.versions.node` @returns {string | null} what to tell the user, null when it will do */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [needMajor, needMinor] = MINIMUM_NODE;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return null;
  return [
    `Fairlead needs Node ${needMajor}.${needMinor} or newer; this is Node ${version}.`,
    "Install Node 24 (recommended) from https://nodejs.org or with your version manager, for example: nvm install 24",
  ].join("\n");
}
