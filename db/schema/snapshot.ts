import { json, pgTable } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";

/** What decisions were made from, once per content (the id is its hash), kept while a decision names it. */
export const snapshots = pgTable("snapshots", {
  id: id(),
  content: json("content").$type<unknown>().notNull(),
  createdAt: createdAt(),
});
