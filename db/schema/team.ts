import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";
import { users } from "./user";

export const MEMBER_ROLES = ["owner", "admin", "member", "viewer"] as const;

/** Who owns keys, policies and decisions: every row outside this table names its team. */
export const teams = pgTable("teams", {
  id: id(),
  name: text("name").notNull(),
  createdAt: createdAt(),
});

export const members = pgTable(
  "members",
  {
    teamId: text("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: MEMBER_ROLES }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.userId] }), index("members_user").on(table.userId)],
);
