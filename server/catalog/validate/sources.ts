import type { Catalog, Source } from "../types";
import type { Report } from "./problem";

export function checkSources(catalog: Catalog, report: Report): void {
  for (const source of Object.values(catalog.sources)) checkSource(source, report);
}

function checkSource(source: Source, report: Report): void {
  const kinds = [source.repository, source.page, source.basis].filter((kind) => kind !== null);
  if (kinds.length === 0) report("reference", source.id, "says neither repository nor page nor basis");
  if (source.repository !== null) {
    if (!/^[\w.-]+\/[\w.-]+$/.test(source.repository) || !source.path)
      report("reference", source.id, "repository without a path");
    if (source.commit === null ? !source.secondHand : !/^[0-9a-f]{40}$/.test(source.commit)) {
      report("reference", source.id, "repository without a commit");
    }
  }
  if (source.page !== null && !source.page.startsWith("https://"))
    report("reference", source.id, `${source.page} is not https`);
}
