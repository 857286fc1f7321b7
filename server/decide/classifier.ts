import { log } from "@/server/platform/log";
import { perProcess } from "@/server/platform/process";
import { loadClassifier, type Classifier, type WeightsHeader } from "@/server/router/classify/classifier";

/** The stored weights: the header, and the int8 rows in base64 so that every bundler can carry them. */
export interface StoredWeights extends WeightsHeader {
  data: string;
}

/**
 * The process's classifier, read at the first call and kept. Null when the weights are missing or damaged: this is
 * logged once, and every decision is then flagged `degraded:classifier`.
 */
export function getClassifier(): Promise<Classifier | null> {
  return perProcess("classifier", () => openClassifier(readStored));
}

/** Reads and checks weights from `read`; null, with one log line, when they cannot be used. */
export async function openClassifier(read: () => Promise<StoredWeights>): Promise<Classifier | null> {
  try {
    const stored = await read();
    return loadClassifier(stored, Buffer.from(stored.data, "base64"));
  } catch (cause) {
    log.error(
      { event: "classifier-missing", reason: cause instanceof Error ? cause.message : "unknown" },
      "deciding without the classifier",
    );
    return null;
  }
}

async function readStored(): Promise<StoredWeights> {
  const module = await import("@/server/router/classify/weights/weights.json");
  return module.default as StoredWeights;
}
