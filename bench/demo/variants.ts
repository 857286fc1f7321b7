import { loadCatalog } from "@/server/catalog/catalog";
import type { ModelFacts, RouterConstants, Snapshot } from "@/server/router/types";

/** The same offers under another choice of one stated constant. */
export interface Variant {
  what: string;
  snapshot: Snapshot;
}

/** What a page of decisions would look like with each stated constant chosen otherwise (docs/adr/0007). */
export function variantsOf(snapshot: Snapshot): Variant[] {
  const chosen = snapshot.constants;
  const others: [string, Partial<RouterConstants>][] = [
    [
      "references 100 and 25 times the floors",
      {
        costReferenceNanoUsd: 100 * chosen.costFloorNanoUsd,
        latencyReferenceMs: 25 * chosen.latencyFloorMs,
      },
    ],
    ["unknown output factor 1 and 2.5", { unknownOutputFactor: { standard: 1, thinking: 2.5 } }],
    ["unknown output factor 1.5 and 10", { unknownOutputFactor: { standard: 1.5, thinking: 10 } }],
    ["unknown latency halved", { unknownLatency: latencyTimes(chosen, 0.5) }],
    ["unknown latency doubled", { unknownLatency: latencyTimes(chosen, 2) }],
  ];
  return [
    {
      what: "abilities without the prior row",
      snapshot: { ...snapshot, models: withoutPrior(snapshot.models) },
    },
    ...others.map(([what, constants]) => ({
      what,
      snapshot: { ...snapshot, constants: { ...chosen, ...constants } },
    })),
    { what: "ties by the reverse order of offers", snapshot: { ...snapshot, offers: reversed(snapshot) } },
  ];
}

const latencyTimes = ({ unknownLatency }: RouterConstants, factor: number) => ({
  firstTokenMs: unknownLatency.firstTokenMs * factor,
  tokensPerSecond: unknownLatency.tokensPerSecond / factor,
});

const reversed = ({ offers }: Snapshot) =>
  offers.map((offer, index) => ({ ...offer, priority: offers.length - index }));

function withoutPrior(models: Record<string, ModelFacts>): Record<string, ModelFacts> {
  const copy = structuredClone(models);
  for (const { model, task, mode, rows } of loadCatalog().abilities) {
    const ability = copy[model]?.abilities[task]?.[mode];
    if (ability === undefined) continue;
    const weight = rows.reduce((sum, row) => sum + row.weight, 0);
    ability.value = rows.reduce((sum, row) => sum + row.weight * row.estimate, 0) / weight;
  }
  return copy;
}
