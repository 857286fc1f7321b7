/** Milliseconds for people: "0.4 ms", "84 ms", "1.24 s", "2 min 5 s". */
export function formatDuration(ms: number): string {
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A score or a term in points, one digit, with a real minus. */
export function formatPoints(value: number, { signed = false } = {}): string {
  const rounded = Math.abs(value) < 0.05 ? 0 : value;
  const text = Math.abs(rounded).toFixed(1);
  if (rounded < 0) return `−${text}`;
  return signed && rounded > 0 ? `+${text}` : text;
}

/** A probability as a whole percentage; the ends are not rounded away. */
export function formatPercent(p: number): string {
  if (p > 0 && p < 0.01) return "< 1 %";
  if (p < 1 && p > 0.99) return "> 99 %";
  return `${Math.round(p * 100)} %`;
}

/** A count with thin groups: "12 345". */
export const formatCount = (value: number): string =>
  String(Math.round(value)).replaceAll(/\B(?=(\d{3})+(?!\d))/g, "\u202f");

/** "1 attempt", "2 attempts". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
