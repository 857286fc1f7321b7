import { hashText } from "@/server/router/classify/text-scan";
import type { Examples } from "./examples";

/** Fold of a group key, by hash: stable when rows are added. */
export function foldOf(key: string, folds: number): number {
  let mixed = hashText(key);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 13)) >>> 0) % folds;
}

/** One fold: natural rows held out, and every row that shares no user turn with them to train on. */
export interface Fold {
  train: Int32Array;
  test: Int32Array;
}

/**
 * Cross-fitting over natural rows, grouped by prompt: a row (also a template, a dialogue or an edited copy) that
 * repeats a user turn of a held-out row is not trained on in that fold.
 */
export function foldsOf(examples: Examples, folds: number): Fold[] {
  return Array.from({ length: folds }, (_, fold) => {
    const held = new Set<string>();
    const test: number[] = [];
    for (let i = 0; i < examples.keys.length; i++) {
      if (examples.natural[i] === 0 || foldOf(examples.keys[i]!.at(-1)!, folds) !== fold) continue;
      for (const key of examples.keys[i]!) held.add(key);
      if (examples.copy[i] === 0) test.push(i);
    }
    const train = examples.keys.flatMap((keys, i) => (keys.some((key) => held.has(key)) ? [] : [i]));
    return { train: Int32Array.from(train), test: Int32Array.from(test) };
  });
}
