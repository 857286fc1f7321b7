import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** Made by a build or a run, so not in a fresh clone. */
const MADE_AT_RUN_TIME = /^(\.fairlead|\.next|dist|node_modules)(\/|$)/;
const PLACEHOLDER = /[*<>{}$…\s]|NNNN/;

/** @param {string} text Markdown @returns {{ paths: string[], scripts: string[], links: string[] }} what it names */
export function referencesIn(text) {
  const withoutBlocks = text.replaceAll(/^```[\s\S]*?^```/gm, "");
  const code = [...withoutBlocks.matchAll(/`([^`\n]+)`/g)].map(([, token]) => token ?? "");
  const links = [...withoutBlocks.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link ?? "");
  return {
    paths: code.filter((token) => !PLACEHOLDER.test(token)),
    scripts: [...text.matchAll(/\bnpm run (?:--\S+ )*([\w:-]+)/g)].map(([, name]) => name ?? ""),
    links: links.filter((link) => !/^[a-z]+:/.test(link)),
  };
}

/** @param {string} token @param {string[]} topLevel names in the root folder */
function isRepositoryPath(token, topLevel) {
  const [first] = token.split("/");
  if (MADE_AT_RUN_TIME.test(token)) return false;
  return token.includes("/")
    ? topLevel.includes(first)
    : /^[\w.-]+\.(md|mjs|cjs|json|ts|tsx|example)$/.test(token) && topLevel.includes(token);
}

/**
 * Everything that a page names and that is not there.
 * @param {{ root: string, page: string, topLevel: string[], scripts: string[] }} input `page` is a path below root
 * @returns {string[]} one line per problem
 */
export function brokenReferences({ root, page, topLevel, scripts }) {
  const named = referencesIn(readFileSync(join(root, page), "utf8"));
  const paths = named.paths.filter(
    (token) => isRepositoryPath(token, topLevel) && !existsSync(join(root, token)),
  );
  const links = named.links.filter((link) => !existsSync(join(root, normalize(join(dirname(page), link)))));
  const missing = named.scripts.filter((name) => !scripts.includes(name));
  return [
    ...paths.map((path) => `${page} names \`${path}\`, which is not in the tree`),
    ...links.map((link) => `${page} links to ${link}, which is not in the tree`),
    ...missing.map((name) => `${page} names \`npm run ${name}\`, which is not in package.json`),
  ];
}
