import type { Capability } from "@/server/router/types";

/** A chat model as a local engine reports it. Null is what the engine does not say. */
export interface EngineModel {
  /** The id that the engine wants in a request. */
  upstreamModel: string;
  /** Its name without a path or a file's ending: what people would type. */
  name: string;
  /** What to look up in the catalog, best first: the engine may say which weights it loaded. */
  lookUp: string[];
  contextTokens: number | null;
  /** What the engine says, or null where it depends on how the engine was started; else the model's own fact holds. */
  capabilities: Partial<Record<Capability, boolean | null>>;
  /** True when nothing the engine says suggests a build that was quantised after its release. */
  asReleased: boolean;
}

/** Asks a path of the engine's origin (a POST when there is a body); null when it does not answer with JSON in time. */
export type Ask = (path: string, body?: unknown) => Promise<unknown>;

/** A local engine: where it listens, and how to recognise it. */
export interface Engine {
  name: "ollama" | "llama-cpp" | "lm-studio" | "vllm";
  displayName: string;
  port: number;
  /** Its chat models; null when what listens there is something else. */
  identify(ask: Ask): Promise<EngineModel[] | null>;
}

/** Ollama's and LM Studio's words for weights as they were released: unquantised, or in four bits from the start. */
export const RELEASED_FORMAT = /^(F16|BF16|F32|MXFP4)$/i;

/** Names of embedding and ranking models, for engines that do not say what a model is for. */
export const isChatName = (name: string): boolean =>
  !/embed|rerank|(^|[/_-])(bge|gte|e5|minilm|all-mpnet|jina-(clip|colbert))([._-]|$)/i.test(name);

/** File or repository name without its path and without `.gguf`. */
export const baseName = (path: string): string => path.replace(/^.*[/\\]/, "").replace(/\.gguf$/i, "");
