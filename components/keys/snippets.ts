interface Snippet {
  name: string;
  code: (baseUrl: string, secret: string) => string;
}

/** A first request that works as it is pasted, key included. */
export const SNIPPETS: readonly [Snippet, ...Snippet[]] = [
  {
    name: "curl",
    code: (baseUrl, secret) => `curl ${baseUrl}/v1/chat/completions \\
  -H "authorization: Bearer ${secret}" \\
  -H "content-type: application/json" \\
  -d '{"model": "auto", "messages": [{"role": "user", "content": "Hello"}]}'`,
  },
  {
    name: "TypeScript",
    code: (baseUrl, secret) => `import OpenAI from "openai";

const client = new OpenAI({
  baseURL: "${baseUrl}/v1",
  apiKey: "${secret}",
});
const answer = await client.chat.completions.create({
  model: "auto",
  messages: [{ role: "user", content: "Hello" }],
});
console.log(answer.choices[0].message.content);`,
  },
  {
    name: "Python",
    code: (baseUrl, secret) => `from openai import OpenAI

client = OpenAI(
    base_url="${baseUrl}/v1",
    api_key="${secret}",
)
answer = client.chat.completions.create(
    model="auto",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`,
  },
];
