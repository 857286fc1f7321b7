/**
 * Dependencies point one way (docs/architecture.md). Tests may reach across: they join parts that the product keeps apart.
 * `scripts/dependency-rules.test.ts` plants a violation of every rule and expects it to be found.
 */
const TESTS = "(\\.(test|itest)\\.tsx?$|^db/testing|/testing/)";
const rule = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: TESTS },
  to,
});

module.exports = {
  forbidden: [
    rule(
      "no-cycles",
      ".",
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
      "A cycle has no order to read it in.",
    ),
    rule(
      "router-is-pure",
      "^server/router/",
      { pathNot: "^server/router/" },
      "The core loads nothing: no I/O, clock, random or environment, so that a stored decision replays.",
    ),
    rule(
      "providers-stay-apart",
      "^server/providers/([^/]+)/",
      { path: "^server/providers/[^/]+/", pathNot: "^server/providers/$1/" },
      "One provider's change must not reach another.",
    ),
    rule(
      "providers-know-only-the-catalog",
      "^server/providers/",
      { path: "^(app|components|db)/|^server/(audit|auth|console|decide|gateway|services|runtime|main)" },
      "A provider sends bytes; it decides, stores and shows nothing.",
    ),
    rule(
      "decide-is-above-router-and-catalog",
      "^server/decide/",
      { path: "^(app|components|db)/|^server/(audit|auth|console|gateway|providers|services|runtime|main)" },
      "The one way to a decision serves the gateway, the dry run and the console alike.",
    ),
    rule(
      "gateway-knows-no-door",
      "^server/gateway/(?!(fast|serverless)-door)",
      {
        path: "^(app|components|db)/|^server/(console|services|main)|^next(/|$)|node_modules/next/|^(node:)?https?$",
      },
      "Both doors speak its exchange; it knows neither Next nor Node's http.",
    ),
    rule(
      "services-know-no-door",
      "^server/services/",
      { path: "^(app|components)/|^server/(console|gateway|providers|main|banner|listen)" },
      "A verb decides, reads and writes; who asked for it, and which bytes go upstream, is not its business.",
    ),
    rule(
      "audit-keeps-records",
      "^server/audit/",
      { path: "^(app|components)/|^server/(?!audit/|router/|platform/|auth/policy)" },
      "The record of a decision names what it was made from; it calls none of those who made it.",
    ),
    rule(
      "auth-knows-callers-only",
      "^server/auth/",
      { path: "^(app|components)/|^server/(?!auth/|router/|platform/|runtime)" },
      "Who asks and what they may; not what is decided for them.",
    ),
    rule(
      "console-is-thin",
      "^server/console/",
      { path: "^db/(?!schema/)|drizzle-orm|^server/(gateway|providers)/", dependencyTypesNot: ["type-only"] },
      "Parse, call a verb, answer.",
    ),
    rule(
      "catalog-is-low",
      "^server/catalog/",
      { path: "^(app|components|db)/|^server/(?!catalog/|router/|platform/)" },
      "Facts depend on nobody who uses them.",
    ),
    rule(
      "platform-is-lowest",
      "^server/platform/",
      { path: "^(app|components|db)/|^server/(?!platform/)" },
      "Small, and without domain words.",
    ),
    rule(
      "db-is-a-leaf",
      "^db/",
      { path: "^(app|components|server/(?!platform/))", dependencyTypesNot: ["type-only"] },
      "The schema knows nobody who reads it.",
    ),
    rule(
      "only-server-opens-db",
      "^(app|components)/",
      { path: "^db/|drizzle-orm", dependencyTypesNot: ["type-only"] },
      "Reach the database through a verb.",
    ),
    rule(
      "components-client-safe",
      "^components/",
      { path: "^server/", dependencyTypesNot: ["type-only"] },
      "What is bundled for a browser must not carry server code.",
    ),
    rule(
      "nothing-imports-tests",
      "^(app|components|db|server)/",
      { path: "\\.(test|itest|spec)\\.tsx?$" },
      "A test is not a library.",
    ),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(node_modules|\\.next|dist)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
