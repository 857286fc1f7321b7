import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));

/**
 * On everything that Next serves. The referrer matters on the sign-in page, whose address carries the set-up token.
 * What else a Content-Security-Policy can forbid needs a nonce per page, and is left open.
 */
const SECURITY_HEADERS = [
  { key: "content-security-policy", value: "frame-ancestors 'none'" },
  { key: "x-content-type-options", value: "nosniff" },
  { key: "referrer-policy", value: "same-origin" },
];

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  headers: () => Promise.resolve([{ source: "/:path*", headers: SECURITY_HEADERS }]),
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
