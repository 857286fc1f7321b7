import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";
import { teams } from "./team";

/** Who changed what, written in the transaction of the change; secrets are never part of before or after. */
export const adminEvents = pgTable(
  "admin_events",
  {
    id: id(),
    teamId: text("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    /** A user's id, or `system` for what the installation did itself. */
    actor: text("actor").notNull(),
    /** Noun and verb, as in `key.create`. */
    action: text("action").notNull(),
    /** Id of what was changed. */
    subject: text("subject").notNull(),
    before: jsonb("before").$type<Record<string, unknown>>(),
    after: jsonb("after").$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (table) => [index("admin_events_team").on(table.teamId, table.createdAt)],
);
