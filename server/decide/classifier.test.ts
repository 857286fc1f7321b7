import { afterEach, expect, test, vi } from "vitest";
import { log } from "@/server/platform/log";
import { forgetPerProcess } from "@/server/platform/process";
import { classify } from "@/server/router/classify/classify";
import stored from "@/server/router/classify/weights/weights.json";
import { getClassifier, openClassifier, type StoredWeights } from "./classifier";

const weights = stored as StoredWeights;

afterEach(() => {
  vi.restoreAllMocks();
  forgetPerProcess("classifier");
});

test("the shipped weights load once a process", async () => {
  const first = await getClassifier();
  expect(first?.version).toBe(weights.version);
  expect(await getClassifier()).toBe(first);
});

test.each([
  ["missing", () => Promise.reject(new Error("no such file"))],
  ["cut short", () => Promise.resolve({ ...weights, data: weights.data.slice(0, 4000) })],
  ["of another version", () => Promise.resolve({ ...weights, format: 2 } as unknown as StoredWeights)],
  ["not weights at all", () => Promise.resolve({} as StoredWeights)],
])("weights that are %s degrade every decision, with one log line", async (_, read) => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const classifier = await openClassifier(read);
  expect(classifier).toBeNull();
  expect(logged).toHaveBeenCalledTimes(1);
  const input = { messages: [], tools: [], responseFormat: null, maxOutputTokens: null, thinking: null };
  expect(classify(input, classifier).profile.degraded).toBe(true);
});
