import type { Objective } from "@/server/router/types";

/** What each objective favours, in the order of the controls. */
export const OBJECTIVE_WORDS: Record<Objective, { label: string; favours: string }> = {
  quality: { label: "Quality", favours: "The best chance of a good answer, whatever it costs." },
  balanced: { label: "Balanced", favours: "Success against price: a better model must be worth it." },
  cost: { label: "Cost", favours: "The cheapest model that will do." },
  latency: { label: "Latency", favours: "The fastest model that will do." },
};
