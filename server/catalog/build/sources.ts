import { createHash } from "node:crypto";
import type { Source } from "../types";
import type { FactSource } from "./facts";

/** Gathers sources once each; rows refer to them by an id that follows from their content. */
export class SourceTable {
  readonly #rows = new Map<string, Source>();

  add(fact: FactSource): string {
    const row: Omit<Source, "id"> = {
      repository: fact.repo ?? null,
      path: fact.path ?? null,
      commit: fact.commit ?? null,
      page: fact.url ?? null,
      secondHand: fact.accessed_via !== undefined,
      basis: fact.repo || fact.url ? null : (fact.basis ?? null),
    };
    const id = `src_${shortHash(JSON.stringify(row))}`;
    this.#rows.set(id, { id, ...row });
    return id;
  }

  rows(): Source[] {
    return [...this.#rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}

/** Ten hexadecimal digits of a content: enough for some thousand rows, and the build checks that ids are unique. */
export const shortHash = (content: string): string =>
  createHash("sha256").update(content).digest("hex").slice(0, 10);
