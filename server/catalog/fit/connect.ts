import type { TaskRows } from "./rows";

/**
 * Keeps what can be compared: the largest set of units and boards that are joined by shared rows. Elsewhere a value
 * has nothing to stand against, so those models stay unknown. A board with one unit joins nothing by itself; it may
 * stay when its family is represented, because it then borrows the family's difficulty.
 */
export function largestComponent(input: TaskRows): TaskRows {
  const groups = new Map<string, string>();
  const find = (node: string): string => {
    const parent = groups.get(node) ?? node;
    if (parent === node) return node;
    const root = find(parent);
    groups.set(node, root);
    return root;
  };
  const join = (a: string, b: string) => groups.set(find(a), find(b));

  for (const row of input.rows) join(`unit ${row.unit}`, `board ${row.board}`);
  for (const board of borrowers(input)) join(`board ${board.id}`, `board ${board.from}`);

  const units = new Map<string, Set<string>>();
  for (const row of input.rows) {
    const root = find(`unit ${row.unit}`);
    units.set(root, (units.get(root) ?? new Set()).add(row.unit));
  }
  const largest = [...units].toSorted((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))[0];
  // A comparison needs two sides.
  const kept = largest && largest[1].size > 1 ? largest[1] : new Set<string>();
  const sized = unitsPerBoard(input);
  const borrowing = new Set(borrowers(input).map((board) => board.id));
  const rows = input.rows.filter(
    (row) => kept.has(row.unit) && ((sized.get(row.board) ?? 0) > 1 || borrowing.has(row.board)),
  );
  const boards = new Map([...input.boards].filter(([id]) => rows.some((row) => row.board === id)));
  return { task: input.task, rows, boards };
}

export function unitsPerBoard(input: TaskRows): Map<string, number> {
  const seen = new Map<string, Set<string>>();
  for (const row of input.rows) seen.set(row.board, (seen.get(row.board) ?? new Set()).add(row.unit));
  return new Map([...seen].map(([board, units]) => [board, units.size]));
}

/** One-unit boards with a board of their family that has at least three units: the same test on another question set. */
function borrowers(input: TaskRows): { id: string; from: string }[] {
  const sized = unitsPerBoard(input);
  const found: { id: string; from: string }[] = [];
  for (const board of input.boards.values()) {
    if (sized.get(board.id) !== 1) continue;
    const lender = [...input.boards.values()].find(
      (other) =>
        other.benchmark === board.benchmark &&
        other.metric === board.metric &&
        (sized.get(other.id) ?? 0) >= 3,
    );
    if (lender) found.push({ id: board.id, from: lender.id });
  }
  return found;
}
