import type { RegisteredUpstream } from "@/server/providers/registry";

export interface BannerFacts {
  /** Where a program on this machine reaches us, without a trailing slash. */
  url: string;
  /** A key that was made at this start: shown now and never again. */
  newKey: string | null;
  /** Where a key is to be had when none can be shown, in words. */
  keySource: string;
  /** The default port was busy, so another was taken. */
  movedFrom: number | null;
  /** Set while nobody can sign in to the console yet. */
  setUpUrl: string | null;
  upstreams: RegisteredUpstream[];
  models: number;
  startedInMs: number;
}

/** What `npm start` prints: where it runs, the key, programs to paste, where answers come from. */
export function banner(facts: BannerFacts): string {
  const key = facts.newKey ?? "YOUR_KEY";
  const base = `${facts.url}/v1`;
  return [
    "",
    `Fairlead is ready at ${facts.url}  (${(facts.startedInMs / 1000).toFixed(1)} s)`,
    ...(facts.movedFrom === null
      ? []
      : [`  Port ${facts.movedFrom} was in use, so this is the next free one. PORT chooses another.`]),
    "",
    ...upstreamLines(facts),
    "",
    `  API key   ${facts.newKey === null ? facts.keySource : `${facts.newKey}   (shown once: keep it)`}`,
    `  Console   ${facts.setUpUrl ?? `${facts.url}/console`}`,
    "",
    "Try it:",
    `  curl ${base}/chat/completions -H "authorization: Bearer ${key}" \\`,
    `    -H "content-type: application/json" -d '{"model":"auto","messages":[{"role":"user","content":"Hello"}]}'`,
    "",
    "OpenAI SDK, JavaScript: two values change",
    `  const client = new OpenAI({ baseURL: "${base}", apiKey: "${key}" });`,
    `  await client.chat.completions.create({ model: "auto", messages: [{ role: "user", content: "Hello" }] });`,
    "",
    "OpenAI SDK, Python",
    `  client = OpenAI(base_url="${base}", api_key="${key}")`,
    `  client.chat.completions.create(model="auto", messages=[{"role": "user", "content": "Hello"}])`,
    "",
  ].join("\n");
}

function upstreamLines({ upstreams, models }: BannerFacts): string[] {
  if (upstreams.length === 0) {
    return [
      "  No upstream   set FAIRLEAD_UPSTREAMS or a provider's key (see .env.example): nothing can be answered yet.",
    ];
  }
  const width = Math.max(...upstreams.map(({ name }) => name.length));
  const lines = upstreams.map(({ name, offers, source, simulated }) => {
    const count = `${offers} ${offers === 1 ? "model" : "models"}`;
    return `    ${name.padEnd(width)}  ${count}  (${source}${simulated ? ", simulated" : ""})`;
  });
  const simulated = upstreams.every((upstream) => upstream.simulated);
  return [
    `  Upstreams (${models} models)`,
    ...lines,
    ...(simulated
      ? [
          "  Answers are simulated: no provider key and no local engine was found. Routing, fallback and records are",
          "  real, the words are not. Set a key such as OPENROUTER_API_KEY, or start Ollama, and start again.",
        ]
      : []),
  ];
}
