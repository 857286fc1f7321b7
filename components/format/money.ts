const NANO_PER_CENT = 10_000_000;

/** Digits after the point that show three significant ones. */
const significant = (value: number, least: number): string => {
  const digits = Math.max(least, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 9)).replace(/(\.\d*?[1-9])0+$|\.0+$/, "$1");
};

/** Nano-dollars for people: "$1.24" from a dollar on, "0.412 ct" below it, "0 ct" only for a known zero. */
export function formatMoney(nanoUsd: number): string {
  if (nanoUsd === 0) return "0 ct";
  const sign = nanoUsd < 0 ? "−" : "";
  const cents = Math.abs(nanoUsd) / NANO_PER_CENT;
  return cents >= 100 ? `${sign}$${(cents / 100).toFixed(2)}` : `${sign}${significant(cents, 0)} ct`;
}

/** The exact amount in dollars, for a title: "$0.000004120". */
export function exactMoney(nanoUsd: number): string {
  const digits = Math.abs(nanoUsd).toString().padStart(10, "0");
  return `${nanoUsd < 0 ? "−" : ""}$${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
