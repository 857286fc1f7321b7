import { expect, test } from "vitest";
import { TryLimit } from "./try-limit";

function setUp() {
  const clock = { ms: 0 };
  const limit = new TryLimit({ limit: 3, windowMs: 60_000, namesMax: 2 }, () => clock.ms);
  return { clock, limit };
}

test("after the limit every try waits until the oldest failure leaves the window", () => {
  const { clock, limit } = setUp();
  for (const ms of [0, 10_000, 20_000]) {
    expect(limit.waitSeconds("ann")).toBe(0);
    clock.ms = ms;
    limit.count("ann");
  }
  expect(limit.waitSeconds("ann")).toBe(40);
  clock.ms = 60_001;
  expect(limit.waitSeconds("ann")).toBe(0);
});

test("one name's failures do not slow another, and a success clears its own", () => {
  const { limit } = setUp();
  for (let i = 0; i < 3; i++) limit.count("ann");
  expect(limit.waitSeconds("bob")).toBe(0);
  limit.forget("ann");
  expect(limit.waitSeconds("ann")).toBe(0);
});

test("a try that is taken back leaves the others counted", () => {
  const { limit } = setUp();
  for (let i = 0; i < 3; i++) limit.count("ann");
  limit.takeBack("ann");
  expect(limit.waitSeconds("ann")).toBe(0);
  limit.count("ann");
  expect(limit.waitSeconds("ann")).toBeGreaterThan(0);
});

test("memory is bounded: the name that failed longest ago is forgotten", () => {
  const { limit } = setUp();
  for (let i = 0; i < 3; i++) limit.count("ann");
  limit.count("bob");
  limit.count("cem");
  expect(limit.waitSeconds("ann")).toBe(0);
});
