"use client";

import { Tabs } from "radix-ui";
import { CodeBlock } from "../ui/code-block";

const LANGUAGES = [
  {
    name: "Python",
    code: (baseUrl: string) => `from openai import OpenAI

client = OpenAI(
    base_url="${baseUrl}/v1",   # changed
    api_key=os.environ["FAIRLEAD_API_KEY"],
)
answer = client.chat.completions.create(
    model="auto",   # changed
    messages=[{"role": "user", "content": "Hello"}],
)`,
  },
  {
    name: "TypeScript",
    code: (baseUrl: string) => `import OpenAI from "openai";

const client = new OpenAI({
  baseURL: "${baseUrl}/v1", // changed
  apiKey: process.env.FAIRLEAD_API_KEY,
});
const answer = await client.chat.completions.create({
  model: "auto", // changed
  messages: [{ role: "user", content: "Hello" }],
});`,
  },
  {
    name: "curl",
    code: (baseUrl: string) => `curl ${baseUrl}/v1/chat/completions \\
  -H "authorization: Bearer $FAIRLEAD_API_KEY" \\
  -H "content-type: application/json" \\
  -d '{"model": "auto", "messages": [{"role": "user", "content": "Hello"}]}'`,
  },
] as const;

/** The whole integration: base URL and model. */
export function TwoValues({ baseUrl }: { baseUrl: string }) {
  return (
    <Tabs.Root defaultValue="Python" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <Tabs.List aria-label="Language" className="flex gap-1">
        {LANGUAGES.map(({ name }) => (
          <Tabs.Trigger
            key={name}
            value={name}
            className="h-8 cursor-pointer rounded px-3 text-body text-ink-soft hover:text-ink data-[state=active]:bg-sunken data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {name}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {LANGUAGES.map(({ name, code }) => (
        <Tabs.Content key={name} value={name}>
          <CodeBlock code={code(baseUrl)} what={`${name} example`} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
