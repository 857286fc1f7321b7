import { join } from "node:path";

/** The account that the first run creates and every other journey signs in with. */
export const OWNER = {
  name: "Ada Okafor",
  email: "ada@example.org",
  password: "a long enough password",
} as const;

/** Where the first run leaves the owner's cookies. */
export const OWNER_STATE = join("test-results", "owner.json");
