import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The fact base as it stands on disk, checked for shape at this edge and nowhere else. */

const source = z.looseObject({
  repo: z.string().optional(),
  path: z.string().optional(),
  commit: z.string().nullish(),
  url: z.string().optional(),
  basis: z.string().optional(),
  accessed_via: z.string().optional(),
});
export type FactSource = z.infer<typeof source>;

const text = z.string().nullable();
const flag = z.boolean().nullable();

const model = z.object({
  id: z.string(),
  display_name: z.string(),
  organisation: z.string(),
  release_date: text,
  params_total_b: z.number().nullable(),
  params_active_b: z.number().nullable(),
  architecture: text,
  context_length: z.int().nullable(),
  max_output: z.int().nullable(),
  licence: z.object({
    name: text,
    spdx: text,
    commercial_use: z.enum(["yes", "conditional", "no", "unread"]),
  }),
  modalities: z.object({ input: z.array(z.string()), output: z.array(z.string()) }),
  capabilities: z.object({ tools: flag, structured_output: flag, reasoning: flag, vision: flag }),
  derived_from: text,
  derivation: z.enum(["none", "finetune", "distill", "quantization", "merge"]),
  teacher: text,
  parents: z.array(z.string()),
  precision: text,
  knowledge_cutoff: text,
  sources: z.record(z.string(), source),
});

const evidence = z.object({
  id: z.string(),
  model: z.string(),
  task: z.string(),
  facet: text,
  benchmark: z.string(),
  benchmark_version: text,
  metric: z.string(),
  value: z.number(),
  unit: z.string(),
  higher_is_better: z.boolean(),
  ci_low: z.number().nullable(),
  ci_high: z.number().nullable(),
  n_items: z.number().nullable(),
  evaluator: z.string(),
  evaluator_relation: z.string(),
  independent: z.boolean(),
  model_match: z.string(),
  variant: text,
  source_label: text,
  date: z.string(),
  derived: z.boolean(),
  proxy: z.boolean(),
  notes: text,
  source,
});

const price = z.object({
  input_usd_per_mtok: z.number(),
  output_usd_per_mtok: z.number(),
  cached_input_usd_per_mtok: z.number().nullable(),
  date: text,
  source,
});

const offer = price.extend({
  id: z.string(),
  provider: z.string(),
  provider_model_id: z.string(),
  model: z.string(),
  model_match: z.enum(["exact", "precision_differs", "alias_unclear"]),
  precision: text,
  context: z.int().nullable(),
  max_output: z.int().nullable(),
  supports_tools: flag,
  supports_structured_output: flag,
  status: z.enum(["listed", "unconfirmed", "deprecated", "beta", "retired"]),
  price_conflict: z.boolean(),
  other_prices: z.array(price),
});

const provider = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  openai_base_url: text,
  other_base_urls: z.array(z.string()),
  api_key_env: text,
  other_env_names: z.array(z.string()),
  extra_env: z.array(z.string()),
  docs: text,
  deviations: z.array(z.object({ area: z.string() })),
  sources: z.array(source),
});

const latency = z.object({
  provider: z.string(),
  model: z.string(),
  metric: z.string(),
  value: z.number(),
  unit: z.enum(["seconds", "tokens_per_s"]),
  date: text,
  measured_by_relation: z.string(),
  conditions: text,
  source,
});

export type FactModel = z.infer<typeof model>;
export type FactEvidence = z.infer<typeof evidence>;
export type FactPrice = z.infer<typeof price>;
export type FactOffer = z.infer<typeof offer>;
export type FactProvider = z.infer<typeof provider>;
export type FactLatency = z.infer<typeof latency>;

export interface Facts {
  models: FactModel[];
  evidence: FactEvidence[];
  offers: FactOffer[];
  providers: FactProvider[];
  latency: FactLatency[];
}

/** Reads the five fact files of a folder; a missing or misshapen file is an error that names it. */
export function readFacts(folder: string): Facts {
  const read = <T>(name: string, row: z.ZodType<T>): T[] => {
    const path = join(folder, `${name}.json`);
    let content: string;
    try {
      content = readFileSync(path, "utf8");
    } catch (cause) {
      throw new Error(`cannot read ${path}: give the folder of the fact base with --facts`, { cause });
    }
    const parsed = z.array(row).safeParse(JSON.parse(content));
    if (!parsed.success)
      throw new Error(`${path} is not of the expected form:\n${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
  return {
    models: read("models", model),
    evidence: read("evidence", evidence),
    offers: read("offers", offer),
    providers: read("providers", provider),
    latency: read("latency", latency),
  };
}
