/**
 * `npm run bench:gateway`: what the gateway adds, measured against the same upstream without it, in one run.
 * Options: --quick (about a minute, wider spreads), --json FILE, --markdown FILE, --publish (into docs/benchmarks.md).
 * Needs a build (`npm run build`) and a machine that does nothing else.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "./gateways";
import { publish } from "./publish";
import { toMarkdown } from "./report";
import { run } from "./run";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    markdown: { type: "string" },
    publish: { type: "boolean", default: false },
  },
});

if (!existsSync(join(ROOT, "dist/main.mjs"))) {
  console.error("There is no build to measure. Make one first: npm run build");
  process.exit(1);
}
const startedMs = performance.now();
const result = await run(values.quick, (line) =>
  console.error(`${((performance.now() - startedMs) / 1000).toFixed(0).padStart(4)} s  ${line}`),
);
const markdown = toMarkdown(result);
console.log(markdown);
if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 1)}\n`);
if (values.markdown) writeFileSync(values.markdown, `${markdown}\n`);
if (values.publish) publish(join(ROOT, "docs/benchmarks.md"), markdown);
