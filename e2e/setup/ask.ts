import OpenAI from "openai";
import { API_KEY } from "./installation";

/** The official client, as a user would set it up: base URL and key. */
export const client = (): OpenAI =>
  new OpenAI({ baseURL: `${process.env.FAIRLEAD_E2E_URL}/v1`, apiKey: API_KEY, maxRetries: 0 });

/** One streamed request; gives the decision's id and the whole text. */
export async function ask(
  prompt: string,
  model = "auto",
  headers: Record<string, string> = {},
): Promise<{ decisionId: string; text: string }> {
  const { data, response } = await client()
    .chat.completions.create(
      { model, stream: true, messages: [{ role: "user", content: prompt }] },
      { headers },
    )
    .withResponse();
  let text = "";
  for await (const chunk of data) text += chunk.choices[0]?.delta.content ?? "";
  return { decisionId: response.headers.get("x-fairlead-decision") ?? "", text };
}
