import { describe, expect, test } from "vitest";
import { exactMoney, formatMoney } from "./money";

describe("money for people", () => {
  test.each([
    [0, "0 ct"],
    [41_200, "0.00412 ct"],
    [4_000_000, "0.4 ct"],
    [4_120, "0.000412 ct"],
    [123_456_789, "12.3 ct"],
    [999_000_000, "99.9 ct"],
    [1_240_000_000, "$1.24"],
    [-2_500_000, "−0.25 ct"],
    [1, "0.0000001 ct"],
  ])("%i nano-dollars read as %s", (nano, text) => expect(formatMoney(nano)).toBe(text));

  test("the exact amount keeps every nano-dollar", () => {
    expect(exactMoney(4_120)).toBe("$0.000004120");
    expect(exactMoney(12_345_678_901)).toBe("$12.345678901");
  });
});
