import { describe, expect, it } from "vitest";
import { readableCount, readableList, readableMoney, readablePoints } from "./readable";

describe("figures as people read them", () => {
  it.each([
    [0, "no charge"],
    [1, "less than 0.001 ct"],
    [31_000, "0.0031 ct"],
    [400_000, "0.040 ct"],
    [4_000_000, "0.40 ct"],
    [42_000_000, "4.20 ct"],
    [990_000_000, "99.0 ct"],
    [1_240_000_000, "$1.24"],
  ])("%d nano-dollars are %s", (nano, text) => {
    expect(readableMoney(nano)).toBe(text);
  });

  it("points, lists and counts", () => {
    expect([readablePoints(3.14), readablePoints(-1), readablePoints(0.01)]).toEqual([
      "3.1 points",
      "1.0 point",
      "less than 0.1 points",
    ]);
    expect(readableList(["a", "b", "c"], "or")).toBe("a, b or c");
    expect(readableCount(1_234_567)).toBe("1,234,567");
  });
});
