import { z } from "zod";
import { isChatName, RELEASED_FORMAT, type Ask, type Engine, type EngineModel } from "./engine";

const tags = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      digest: z.string(),
      details: z.object({ family: z.string().nullish(), quantization_level: z.string().nullish() }).nullish(),
    }),
  ),
});
/** `capabilities` since Ollama 0.6.4; older ones leave it out. */
const shown = z.object({ capabilities: z.array(z.string()) });

/** Ollama lists its models with a digest at `/api/tags` and says at `/api/show` what each can do. */
export const ollama: Engine = {
  name: "ollama",
  displayName: "Ollama",
  port: 11_434,
  async identify(ask) {
    const listed = tags.safeParse(await ask("/api/tags"));
    if (!listed.success) return null;
    const models = await Promise.all(listed.data.models.map((model) => describe(model, ask)));
    return models.filter((model) => model !== null);
  },
};

async function describe(
  { name, details }: z.infer<typeof tags>["models"][number],
  ask: Ask,
): Promise<EngineModel | null> {
  const answer = shown.safeParse(await ask("/api/show", { model: name }));
  const abilities = answer.success ? answer.data.capabilities : null;
  const chats = abilities
    ? abilities.includes("completion")
    : isChatName(name) && !/bert/i.test(details?.family ?? "");
  if (!chats) return null;
  return {
    upstreamModel: name,
    name: name.replace(/:latest$/, ""),
    lookUp: [name],
    // What a model was trained for is not the window that Ollama gives it (`num_ctx`), which no call states.
    contextTokens: null,
    capabilities: abilities
      ? { tools: abilities.includes("tools"), vision: abilities.includes("vision") }
      : {},
    asReleased: RELEASED_FORMAT.test(details?.quantization_level ?? ""),
  };
}
