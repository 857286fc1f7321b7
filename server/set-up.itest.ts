import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { KeyCache } from "@/server/auth/key-cache";
import { isSetupToken } from "@/server/auth/setup-token";
import { setUp } from "./set-up";

const SECRET = "0123456789abcdef0123456789abcdef";
const stated = { bootstrapKey: null, publicUrl: "https://fairlead.example.com" };
const keyIn = (text: string) => /\bfl_[a-z0-9_]{20,}/.exec(text)?.[0];

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

test("set-up prints a first key that works, once, and where to sign in, until somebody can", async () => {
  const first = await setUp(db, SECRET, stated);
  expect(await new KeyCache(db).verify(keyIn(first)!)).toMatchObject({ teamId: expect.any(String) });
  const token = /https:\/\/fairlead\.example\.com\/sign-in\?token=(\S+)/.exec(first)?.[1];
  expect(isSetupToken(token!, SECRET)).toBe(true);

  const again = await setUp(db, SECRET, { ...stated, publicUrl: null });
  expect(keyIn(again)).toBeUndefined();
  expect(again).toContain(`/sign-in?token=${token}`);

  await db.query("insert into users (id, email) values ('user_1', 'owner@example.com')");
  expect(await setUp(db, SECRET, stated)).not.toContain(token);
});

test("set-up installs the operator's own key and shows none", async () => {
  const own = "my-own-key-0123456789";
  const text = await setUp(db, SECRET, { ...stated, bootstrapKey: own });
  expect(text).not.toContain(own);
  expect(await new KeyCache(db).verify(own)).not.toBeNull();
});
