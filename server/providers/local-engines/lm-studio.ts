import { z } from "zod";
import { isChatName, RELEASED_FORMAT, type Engine } from "./engine";

const list = z.object({
  data: z.array(z.object({ id: z.string(), owned_by: z.literal("organization_owner") })),
});
/** LM Studio's own listing; not every version has it. */
const own = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      quantization: z.string().optional(),
      loaded_context_length: z.number().int().positive().optional(),
      capabilities: z.array(z.string()).optional(),
    }),
  ),
});

/** LM Studio: `owned_by: "organization_owner"`, and more at `/api/v0/models`. */
export const lmStudio: Engine = {
  name: "lm-studio",
  displayName: "LM Studio",
  port: 1234,
  async identify(ask) {
    const [models, details] = await Promise.all([ask("/v1/models"), ask("/api/v0/models")]);
    const listed = list.safeParse(models);
    if (!listed.success) return null;
    const byId = new Map(own.safeParse(details).data?.data.map((detail) => [detail.id, detail]));
    return listed.data.data
      .filter(({ id }) => (byId.has(id) ? /^(llm|vlm)$/.test(byId.get(id)!.type) : isChatName(id)))
      .map(({ id }) => {
        const detail = byId.get(id);
        return {
          upstreamModel: id,
          name: id,
          // `name@q8_0` tells builds apart.
          lookUp: [id.replace("@", "-")],
          contextTokens: detail?.loaded_context_length ?? null,
          capabilities: {
            ...(detail?.capabilities ? { tools: detail.capabilities.includes("tool_use") } : {}),
            ...(detail ? { vision: detail.type === "vlm" } : {}),
          },
          // Its builds are quantised unless it says otherwise; an id does not show it.
          asReleased: RELEASED_FORMAT.test(detail?.quantization ?? ""),
        };
      });
  },
};
