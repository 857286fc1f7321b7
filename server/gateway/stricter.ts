/** The lower of two ceilings; null when neither is set. */
export function stricterMax(a: number | undefined, b: number | undefined): number | null {
  if (a === undefined || b === undefined) return a ?? b ?? null;
  return Math.min(a, b);
}

/** The higher of two floors; null when neither is set. */
export function stricterMin(a: number | undefined, b: number | undefined): number | null {
  if (a === undefined || b === undefined) return a ?? b ?? null;
  return Math.max(a, b);
}

/** What two allow-lists both allow, where an entry may be an `org/*` pattern; null when neither is set. */
export function intersectLists(a: string[] | undefined, b: string[] | undefined): string[] | null {
  if (a === undefined || b === undefined) return a ?? b ?? null;
  const allowed = [...a.filter((entry) => covers(b, entry)), ...b.filter((entry) => covers(a, entry))];
  return [...new Set(allowed)];
}

/** Whether the list allows all that the entry allows. */
function covers(list: string[], entry: string): boolean {
  return list.some((each) => each === entry || (each.endsWith("*") && entry.startsWith(each.slice(0, -1))));
}
