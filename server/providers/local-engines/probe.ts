import { request } from "undici";
import { systemClock } from "@/server/platform/clock";
import type { Ask, Engine, EngineModel } from "./engine";
import { llamaCpp } from "./llama-cpp";
import { lmStudio } from "./lm-studio";
import { ollama } from "./ollama";
import { vllm } from "./vllm";

/** One question to a port on this machine; what answers at all answers within this. */
const TIMEOUT_MS = 300;
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

/** Where to look for which engine. */
export interface EnginePort {
  engine: Engine;
  port: number;
}

export interface FoundEngine {
  engine: Engine;
  /** `http://127.0.0.1:port`. */
  origin: string;
  models: EngineModel[];
}

export const ENGINES = [ollama, llamaCpp, lmStudio, vllm] as const;
export const USUAL_PORTS: EnginePort[] = ENGINES.map((engine) => ({ engine, port: engine.port }));

/**
 * Asks all ports at once and returns the engines that are what their port promises and have a chat model.
 *
 * @param timeoutMs For one question; an engine is asked two in turn at most.
 */
export async function findLocalEngines(
  ports: EnginePort[] = USUAL_PORTS,
  timeoutMs: number = TIMEOUT_MS,
): Promise<FoundEngine[]> {
  const found = await Promise.all(
    ports.map(async ({ engine, port }) => {
      const origin = `http://127.0.0.1:${port}`;
      const models = await engine.identify(askerOf(origin, timeoutMs));
      return models?.length ? { engine, origin, models } : null;
    }),
  );
  return found.filter((engine) => engine !== null);
}

function askerOf(origin: string, timeoutMs: number): Ask {
  return async (path, body) => {
    const controller = new AbortController();
    const stop = onSilence(timeoutMs, () => controller.abort());
    try {
      const answer = await request(`${origin}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: body === undefined ? {} : { "content-type": "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
        signal: controller.signal,
      });
      let text = "";
      for await (const chunk of answer.body.setEncoding("utf8")) {
        text += chunk;
        if (text.length > ANSWER_BYTES_MAX) return null;
      }
      return answer.statusCode === 200 ? (JSON.parse(text) as unknown) : null;
    } catch {
      // Nothing there, too slow, or not JSON: in each case not the engine that was looked for.
      return null;
    } finally {
      stop();
    }
  };
}

/**
 * Calls back when the time is over. A timer that fires late starts again: this process was busy, as it is while it
 * starts, and the answer may be lying in the socket.
 */
function onSilence(ms: number, act: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const due = systemClock.elapsed() + ms;
    timer = setTimeout(() => (systemClock.elapsed() > due + ms / 4 ? wait() : act()), ms);
  };
  wait();
  return () => clearTimeout(timer);
}
