/** The name that takes the fewest edits to get to, ignoring case; null when there are no names. */
export function nearest(wanted: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const name of names) {
    const edits = Math.min(distance(wanted, name), distance(afterSlash(wanted), afterSlash(name)));
    if (edits < least) [best, least] = [name, edits];
  }
  return best;
}

const afterSlash = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

/** Levenshtein's distance, one row at a time. */
function distance(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
