import { describe, expect, it } from "vitest";
import { idTime, newId } from "./ids";

describe("ids", () => {
  it("carry their prefix and time, and later ones sort later", () => {
    const [early, late] = [newId("dec", 1_790_000_000_000), newId("dec", 1_790_000_000_001)];
    expect(early).toMatch(/^dec_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(early < late).toBe(true);
    expect([idTime(early), idTime(late)]).toEqual([1_790_000_000_000, 1_790_000_000_001]);
  });

  it("differ though they are made in the same millisecond, also across refills of the random pool", () => {
    expect(new Set(Array.from({ length: 5_000 }, () => newId("dec", 1))).size).toBe(5_000);
  });

  it.each([
    "",
    "dec_",
    "dec_1",
    `dec_${"z".repeat(26)}`,
    `dec_7${"z".repeat(25)}`,
    "dec_01m81cwcwef8vajc11a3prq3!w",
  ])("%j is no id: it has no time", (text) => expect(idTime(text)).toBeNull());
});
