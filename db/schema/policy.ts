import { sql } from "drizzle-orm";
import { integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";
import { keys } from "./key";
import { teams } from "./team";
import { users } from "./user";

/**
 * One level of policy as its owner set it, for a team or for one of its keys. A change is a new row with the next
 * version; rows are never edited, since decisions name them and replay under them. `level` is the router's
 * `PolicyLevel`, checked by `server/services/policy`.
 */
export const policies = pgTable(
  "policies",
  {
    id: id(),
    teamId: text("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    /** Null is the team's own level. */
    keyId: text("key_id").references(() => keys.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    level: jsonb("level").$type<unknown>().notNull(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("policies_team_version")
      .on(table.teamId, table.version)
      .where(sql`key_id is null`),
    uniqueIndex("policies_key_version")
      .on(table.keyId, table.version)
      .where(sql`key_id is not null`),
  ],
);
