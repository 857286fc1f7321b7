import { TASKS } from "@/server/router/types";
import type { Catalog, StoredAbility } from "../types";

/** A page for the reader of a build: what each task rests on, and who leads and trails it. */
export function summarise(catalog: Catalog): string {
  const lines = [
    `${Object.keys(catalog.models).length} models, ${Object.keys(catalog.evidence).length} evidence rows, ` +
      `${catalog.offers.length} offers (${Object.keys(catalog.prices).length} price rows), ` +
      `${Object.keys(catalog.providers).length} providers, ${catalog.latency.length} latency rows`,
  ];
  for (const task of TASKS) {
    const abilities = catalog.abilities
      .filter((ability) => ability.task === task)
      .toSorted((a, b) => b.value - a.value);
    const rows = new Set(abilities.flatMap((ability) => ability.rows.map((row) => row.evidence))).size;
    const boards = Object.values(catalog.boards).filter((board) => board.task === task).length;
    const models = new Set(abilities.map((ability) => ability.model)).size;
    lines.push("", `${task}: ${rows} rows on ${boards} boards; ${models} models known`);
    lines.push(`  top    ${abilities.slice(0, 5).map(label).join(", ")}`);
    lines.push(`  bottom ${abilities.slice(-3).map(label).join(", ")}`);
  }
  return `${lines.join("\n")}\n`;
}

function label({ model, mode, value, standardError }: StoredAbility): string {
  const name = model.split("/").at(-1)!;
  return `${name}${mode === "thinking" ? " (thinking)" : ""} ${value.toFixed(2)}±${standardError.toFixed(2)}`;
}
