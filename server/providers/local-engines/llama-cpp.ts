import { z } from "zod";
import { baseName, isChatName, type Engine } from "./engine";

const list = z.object({
  data: z.array(z.object({ id: z.string(), owned_by: z.literal("llamacpp") })).min(1),
});
/** `modalities` since mid-2025. */
const props = z.object({
  default_generation_settings: z.object({ n_ctx: z.number().int().positive() }),
  model_path: z.string().optional(),
  modalities: z.object({ vision: z.boolean(), audio: z.boolean() }).optional(),
});

/** llama.cpp's server: `owned_by: "llamacpp"`, and `/props` with the window that one request gets. */
export const llamaCpp: Engine = {
  name: "llama-cpp",
  displayName: "llama.cpp server",
  port: 8080,
  async identify(ask) {
    const [models, properties] = await Promise.all([ask("/v1/models"), ask("/props")]);
    const listed = list.safeParse(models);
    if (!listed.success) return null;
    const facts = props.safeParse(properties).data;
    return listed.data.data
      .filter(({ id }) => isChatName(baseName(id)))
      .map(({ id }) => {
        const file = baseName(facts?.model_path ?? id);
        return {
          upstreamModel: id,
          name: baseName(id),
          lookUp: [...new Set([file, baseName(id)])],
          contextTokens: facts?.default_generation_settings.n_ctx ?? null,
          // Tools need a chat template that knows them, which it does not report.
          capabilities: { tools: null, ...facts?.modalities },
          asReleased: /(^|[-_.])(bf16|f16|fp16|f32)$/i.test(file),
        };
      });
  },
};
