import { z } from "zod";

const part = z.looseObject({ type: z.string(), text: z.string().optional() });
const message = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(part)]).nullish(),
});
const namedTool = z.looseObject({
  type: z.string().optional(),
  function: z.looseObject({ name: z.string() }).optional(),
  custom: z.looseObject({ name: z.string() }).optional(),
});

/** A JSON Schema, read leniently: what is not understood is ignored. */
export type JsonSchema = Record<string, unknown> | boolean;
const jsonSchema: z.ZodType<JsonSchema> = z.union([z.record(z.string(), z.unknown()), z.boolean()]);

const tool = z.looseObject({
  type: z.string(),
  function: z
    .looseObject({ name: z.string(), description: z.string().optional(), parameters: jsonSchema.nullish() })
    .optional(),
  custom: z.looseObject({ name: z.string(), description: z.string().optional() }).optional(),
});
export type SandboxTool = z.infer<typeof tool>;

/** The part of a chat request that a simulated answer depends on; everything else is accepted and ignored. */
export const sandboxRequest = z.looseObject({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: z.number().nullish(),
  max_completion_tokens: z.number().nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: z
    .union([
      z.string(),
      namedTool.extend({
        allowed_tools: z.looseObject({ mode: z.string(), tools: z.array(namedTool) }).optional(),
      }),
    ])
    .nullish(),
  response_format: z
    .looseObject({
      type: z.string(),
      json_schema: z.looseObject({ schema: jsonSchema.optional() }).optional(),
    })
    .nullish(),
});
export type SandboxRequest = z.infer<typeof sandboxRequest>;

/** All text of a message; images and the like have none. */
export function textOf({ content }: SandboxRequest["messages"][number]): string {
  if (typeof content === "string") return content;
  return (content ?? []).map(({ text }) => text ?? "").join("\n");
}
