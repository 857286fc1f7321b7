import { text, timestamp } from "drizzle-orm/pg-core";

/** An instant: always timestamptz, read as Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

export const createdAt = () => instant("created_at").notNull().defaultNow();

/** A prefixed UUIDv7 made by `newId`. */
export const id = () => text("id").primaryKey();
