import { RouterError } from "@/server/platform/errors";

/** SQLSTATE classes 08 (connection), 53 (resources, such as no free connection) and 57 (operator intervention). */
const AWAY_STATES = /^(08|53|57)/;
/** What drivers say without a code: `pg`'s pool and client, Neon's WebSocket, a closed PGlite. */
const AWAY_WORDS = /connect|terminat|timeout|timed out|closed/i;

/** A failed read as what the caller is told: a database that is away may be back at the next try; else as it came. */
export function databaseFailure(thrown: unknown): unknown {
  if (!isAway(thrown)) return thrown;
  return new RouterError(
    "audit-unavailable",
    "The database does not answer. Try again shortly.",
    { code: "database_unavailable" },
    thrown,
  );
}

function isAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { code } = thrown as { code?: unknown };
  if (typeof code !== "string") return thrown.name === "Error" && AWAY_WORDS.test(thrown.message);
  return code.length === 5 && /\d/.test(code) ? AWAY_STATES.test(code) : /^E[A-Z]/.test(code);
}
