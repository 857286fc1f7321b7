import { expect, test } from "vitest";
import { SessionCache } from "./session-cache";

test("a session is read again after five seconds, and at once after it was forgotten", async () => {
  let ms = 0;
  let reads = 0;
  const cache = new SessionCache(
    () => Promise.resolve(++reads),
    () => ms,
  );
  expect(await cache.get("ses_1")).toBe(1);
  ms = 4999;
  expect(await cache.get("ses_1")).toBe(1);
  ms = 5000;
  expect(await cache.get("ses_1")).toBe(2);
  cache.forget("ses_1");
  expect(await cache.get("ses_1")).toBe(3);
});

test("a failed read is not remembered", async () => {
  const answers = [Promise.reject(new Error("database away")), Promise.resolve("viewer")];
  const cache = new SessionCache(
    () => answers.shift()!,
    () => 0,
  );
  await expect(cache.get("ses_1")).rejects.toThrow("database away");
  expect(await cache.get("ses_1")).toBe("viewer");
});
