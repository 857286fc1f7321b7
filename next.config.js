import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are a gate of their own (`npm run typecheck`); checking them here again would cost every start of a new clone 10 s.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root },
  // Loaded from node_modules at run time: they hold WebAssembly, native or worker files that a bundle would lose, and the
  // fast door in the same process shares the copy.
  serverExternalPackages: ["@electric-sql/pglite", "@neondatabase/serverless", "pg", "pino", "undici", "ws"],
  // What the tracer cannot see, for hosts that deploy only traced files.
  outputFileTracingIncludes: {
    "/**": ["./db/migrations/**/*", "./node_modules/@electric-sql/pglite/dist/*.{wasm,data}"],
  },
};
