import { customType, index, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { teams } from "./team";
import { users } from "./user";

export const KEY_KINDS = ["api", "session", "bootstrap"] as const;

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** An API key. The key itself is random and shown once; only its SHA-256 is kept. */
export const keys = pgTable(
  "keys",
  {
    id: id(),
    teamId: text("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: KEY_KINDS }).notNull().default("api"),
    name: text("name").notNull(),
    hash: bytea("hash").notNull().unique(),
    /** What may be shown of it: the public start and the last four characters. */
    prefix: text("prefix").notNull(),
    last4: text("last4").notNull(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    /** To the hour: a write per request would cost more than it tells. */
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [index("keys_team").on(table.teamId)],
);
