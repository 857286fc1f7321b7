/** One broken rule: which, at which row, and how. */
export interface Problem {
  rule: Rule;
  where: string;
  message: string;
}

/** The rules of the fact base that the catalog keeps, by the name under which a check reports. */
export const RULES = [
  "unknown-stays-null",
  "nothing-inherited",
  "independence",
  "exact-build",
  "one-scale",
  "mode",
  "proxy",
  "task-mapping",
  "sizes",
  "price",
  "reference",
  "form",
  "recompute",
] as const;
export type Rule = (typeof RULES)[number];

export type Report = (rule: Rule, where: string, message: string) => void;

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export const isDate = (text: string): boolean => DATE.test(text);

/** First day that a date of any precision can mean, in days since the epoch. */
export const dayOf = (date: string): number => Date.parse(`${date}-01-01`.slice(0, 10)) / 86_400_000;

/** An unknown count is null; a zero would be read as a fact. */
export function checkCount(report: Report, where: string, name: string, value: number | null): void {
  if (value !== null && !(value > 0))
    report("unknown-stays-null", where, `${name} is ${value}; unknown is null`);
}
