import { z } from "zod";
import { baseName, isChatName, type Engine } from "./engine";

const list = z.object({
  data: z
    .array(
      z.object({
        id: z.string(),
        owned_by: z.literal("vllm"),
        root: z.string().nullish(),
        /** Set for a LoRA adapter: the model under it. */
        parent: z.string().nullish(),
        max_model_len: z.number().int().positive().nullish(),
      }),
    )
    .min(1),
});

/** vLLM: `owned_by: "vllm"`, with the loaded weights in `root` and the window in `max_model_len`. */
export const vllm: Engine = {
  name: "vllm",
  displayName: "vLLM",
  port: 8000,
  async identify(ask) {
    const listed = list.safeParse(await ask("/v1/models"));
    if (!listed.success) return null;
    return listed.data.data
      .filter(({ id, root }) => isChatName(id) && isChatName(root ?? ""))
      .map(({ id, root, parent, max_model_len: length }) => ({
        upstreamModel: id,
        name: id.startsWith("/") ? baseName(id) : id,
        // An adapter is another model than the one under it: nothing that was measured speaks for it.
        lookUp: parent ? [] : root && root !== id ? [root, id] : [id],
        contextTokens: length ?? null,
        // Tools need `--enable-auto-tool-choice`, which it does not report.
        capabilities: { tools: null },
        // Unless its name says otherwise, which the look-up sees.
        asReleased: true,
      }));
  },
};
