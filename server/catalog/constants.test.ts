import { describe, expect, it } from "vitest";
import { OBJECTIVES, type ComplexityLevel } from "@/server/router/types";
import { loadCatalog } from "./catalog";

const { constants, abilities, offers, prices } = loadCatalog();
const success = (ability: number, level: ComplexityLevel): number =>
  1 / (1 + Math.exp(-constants.slope * (ability - constants.difficulty[level])));

describe("the constants of the core", () => {
  it("let nearly every model do an easy request, and only the strong a hard one", () => {
    const values = abilities.map((ability) => ability.value).toSorted((a, b) => a - b);
    const at = (share: number) => values[Math.floor(share * values.length)]!;
    expect(success(at(0.15), "low")).toBeGreaterThan(0.9);
    expect(success(at(0.5), "medium")).toBeGreaterThan(0.75);
    expect(success(at(0.15), "high")).toBeLessThan(0.15);
    expect(success(at(0.95), "high")).toBeGreaterThan(0.75);
  });

  it("give every objective a price on money, least under quality and most under cost", () => {
    for (const objective of OBJECTIVES) expect(constants.objectives[objective].lambda).toBeGreaterThan(0);
    const { quality, balanced, cost, latency } = constants.objectives;
    expect(quality.lambda).toBeLessThan(balanced.lambda);
    expect(balanced.lambda).toBeLessThan(cost.lambda);
    expect(latency.mu).toBeGreaterThan(10 * balanced.mu);
  });

  it("charge an unknown price as much as 19 of 20 listed offers cost at most", () => {
    const inForce = offers.filter((offer) => offer.status !== "retired").map((offer) => prices[offer.price]!);
    const cheaper = inForce.filter(
      (row) => row.outputNanoUsdPerMTok <= constants.unknownPrice.outputNanoUsdPerMTok,
    );
    expect(cheaper.length / inForce.length).toBeGreaterThanOrEqual(0.95);
    expect(constants.unknownPrice.inputNanoUsdPerMTok).toBeGreaterThan(0);
  });
});
