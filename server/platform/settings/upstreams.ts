import { z } from "zod";

/** What the operator states of one model of an upstream; null where the JSON is silent. */
export interface UpstreamModelSetting {
  /** The catalog model whose offer this is; null makes it a custom model, reachable by its upstream id. */
  catalogId: string | null;
  capabilities: Partial<Record<(typeof CAPABILITY_NAMES)[number], boolean>>;
  /** Context window in tokens. */
  context: number | null;
  priceInUsdPerMTok: number | null;
  priceOutUsdPerMTok: number | null;
}

export interface UpstreamSetting {
  name: string;
  /** Without a trailing slash. */
  baseUrl: string;
  /** The key itself, read from `apiKeyEnv` when that was given; null sends none. */
  apiKey: string | null;
  /** By the model's id at the upstream. */
  models: Record<string, UpstreamModelSetting>;
  priority: number;
}

const CAPABILITY_NAMES = ["tools", "structuredOutput", "vision", "audio", "file", "embeddings"] as const;

const price = z
  .number({ error: "must be a number of US dollars per million tokens" })
  .min(0, "must not be negative")
  .max(1e6, "is more than a million dollars per million tokens");
const text = (what: string) => z.string({ error: `must be ${what}` }).min(1, `must be ${what}`);

const modelSchema = z.union(
  [
    text("a catalog id").transform((catalogId) => ({ catalogId })),
    z.strictObject({
      catalogId: text("a catalog id").optional(),
      capabilities: z
        .strictObject(
          Object.fromEntries(
            CAPABILITY_NAMES.map((name) => [name, z.boolean({ error: "must be true or false" }).optional()]),
          ),
        )
        .optional(),
      context: z
        .number({ error: "must be a number of tokens" })
        .int("must be a whole number of tokens")
        .positive("must be above 0")
        .optional(),
      priceIn: price.optional(),
      priceOut: price.optional(),
    }),
  ],
  { error: "must be a catalog id or an object" },
);

const upstreamSchema = z
  .strictObject(
    {
      name: z
        .string({ error: "must be a short name" })
        .regex(
          /^[a-z0-9][a-z0-9._-]{0,62}$/,
          "must be lower-case letters, digits, dots and dashes, as in my-vllm",
        ),
      baseUrl: z
        .string({ error: "must be an http(s) URL" })
        .refine(
          isBaseUrl,
          "must be an http(s) URL without credentials or a query, as in http://127.0.0.1:8000/v1",
        ),
      apiKey: text("the key itself").optional(),
      apiKeyEnv: text("the name of a variable").optional(),
      models: z
        .record(z.string().min(1), modelSchema, {
          error: 'must be an object, as in {"id-at-the-upstream":"org/model"}',
        })
        .refine((models) => Object.keys(models).length > 0, "must name at least one model"),
      priority: z.number({ error: "must be a number; lower is tried first" }).optional(),
    },
    { error: "must be an object with name, baseUrl and models" },
  )
  .refine((value) => !(value.apiKey && value.apiKeyEnv), {
    path: ["apiKeyEnv"],
    message: "stands beside apiKey: keep one of them",
  });

const listSchema = z.array(upstreamSchema, { error: "must be a JSON array of upstreams" });

function isBaseUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    !url.username &&
    !url.password &&
    !url.search &&
    !url.hash
  );
}

/** Reads FAIRLEAD_UPSTREAMS; every problem names the array's index and the field. */
export function readUpstreams(
  env: Record<string, string | undefined>,
  problems: string[],
): UpstreamSetting[] {
  const raw = env.FAIRLEAD_UPSTREAMS;
  if (!raw) return [];
  let json: unknown;
  try {
    json = JSON.parse(raw);
  } catch {
    problems.push(
      'FAIRLEAD_UPSTREAMS is not valid JSON: write an array, as in [{"name":"my-vllm","baseUrl":"http://127.0.0.1:8000/v1","models":{"id-at-the-upstream":"org/model"}}].',
    );
    return [];
  }
  const result = listSchema.safeParse(json);
  if (!result.success) {
    for (const issue of result.error.issues) problems.push(describe(issue));
    return [];
  }
  checkAcross(result.data, env, problems);
  return result.data.map((upstream) => ({
    name: upstream.name,
    baseUrl: upstream.baseUrl.replace(/\/+$/, ""),
    apiKey: upstream.apiKey ?? (upstream.apiKeyEnv ? (env[upstream.apiKeyEnv] ?? null) : null),
    models: Object.fromEntries(Object.entries(upstream.models).map(([id, model]) => [id, normalise(model)])),
    priority: upstream.priority ?? 0,
  }));
}

/** What one entry alone cannot know: that names differ and that the named key variables are set. */
function checkAcross(
  upstreams: z.output<typeof listSchema>,
  env: Record<string, string | undefined>,
  problems: string[],
): void {
  const seen = new Map<string, number>();
  upstreams.forEach(({ name, apiKeyEnv }, index) => {
    const first = seen.get(name);
    if (first !== undefined)
      problems.push(
        `${at([index, "name"])} ${JSON.stringify(name)} is taken by [${first}]: give each upstream its own name.`,
      );
    else seen.set(name, index);
    if (apiKeyEnv && !env[apiKeyEnv])
      problems.push(
        `${at([index, "apiKeyEnv"])} names the variable ${apiKeyEnv}, which is not set: set it or remove the field.`,
      );
  });
}

function normalise(model: z.output<typeof modelSchema>): UpstreamModelSetting {
  const stated: Partial<Exclude<z.output<typeof modelSchema>, { catalogId: string }>> & {
    catalogId?: string;
  } = model;
  return {
    catalogId: stated.catalogId ?? null,
    capabilities: stated.capabilities ?? {},
    context: stated.context ?? null,
    priceInUsdPerMTok: stated.priceIn ?? null,
    priceOutUsdPerMTok: stated.priceOut ?? null,
  };
}

/** A union hides the branch that was meant: an object's own problems are the useful ones. */
function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_union") {
    const inner = issue.errors.find((branch) =>
      branch.some((one) => one.path.length > 0 || one.code === "unrecognized_keys"),
    )?.[0];
    if (inner) return describe({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue);
  }
  const unknown =
    issue.code === "unrecognized_keys"
      ? `has unknown fields (${issue.keys.join(", ")}): remove or correct them`
      : issue.message;
  return `${at(issue.path)} ${unknown}.`;
}

const at = (path: PropertyKey[]): string =>
  `FAIRLEAD_UPSTREAMS${path.map((key) => (typeof key === "number" ? `[${key}]` : /^[A-Za-z]\w*$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(key)}]`)).join("")}`;
