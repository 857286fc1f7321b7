import { describe, expect, it } from "vitest";
import { benchmarkOf } from "../benchmarks";
import { loadCatalog } from "../catalog";
import type { EvidenceRow } from "../types";
import { linkRow } from "./link";

const rows = Object.values(loadCatalog().evidence);
const some = (benchmark: string): EvidenceRow => rows.find((row) => row.benchmark === benchmark)!;
const link = (row: EvidenceRow) => linkRow(row, benchmarkOf(row)!);

describe("links", () => {
  it("put guessing at the bottom of a multiple-choice board and half way above it in the middle", () => {
    const row = some("ZeroEval MMLU-Redux");
    expect(link({ ...row, value: 62.5 }).y).toBeCloseTo(0, 9);
    expect(link({ ...row, value: 25 }).y).toBe(link({ ...row, value: 10 }).y);
  });

  it("clip the ends, so that a perfect score is finite", () => {
    expect(link({ ...some("LiveBench tablereformat"), value: 100 }).y).toBeCloseTo(Math.log(49), 9);
  });

  it("turn a rate of errors round", () => {
    const row = some("Confabulation on provided documents");
    expect(link({ ...row, value: 20 }).y).toBeGreaterThan(link({ ...row, value: 60 }).y);
  });

  it("do not reward a model for leaving items unanswered", () => {
    const row = { ...some("Vectara hallucination leaderboard"), value: 95, answered: 100 };
    expect(link({ ...row, value: 96, answered: 80 }).y).toBeLessThan(link(row).y);
  });

  it("trust more items more, and take the stated default where none are stated", () => {
    const row = { ...some("Aider polyglot"), value: 50, items: 100 };
    expect(link({ ...row, items: 400 }).variance).toBeCloseTo(link(row).variance / 4, 9);
    expect(link({ ...row, items: null }).variance).toBeCloseTo(link({ ...row, items: 225 }).variance, 9);
  });

  it("read 400 Elo points as a factor of ten, with the board's own interval", () => {
    const row = { ...some("LMArena text (style control)"), value: 1400, low: 1390, high: 1410 };
    expect(link(row).y - link({ ...row, value: 1000, low: 990, high: 1010 }).y).toBeCloseTo(Math.log(10), 9);
    expect(Math.sqrt(link(row).variance)).toBeCloseTo(((20 / 2 / 1.959964) * Math.log(10)) / 400, 9);
  });

  it("make rank one the best rank", () => {
    const row = rows.find((each) => each.metric === "mean AutoRank over language pairs")!;
    expect(link({ ...row, value: 1 }).y).toBeGreaterThan(link({ ...row, value: 20 }).y);
  });
});
