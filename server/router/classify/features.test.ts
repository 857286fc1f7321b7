import { expect, test } from "vitest";
import type { ClassifierInput } from "../types";
import { featuresOf } from "./features";
import { expectedOutputTokens } from "./output-tokens";
import { estimateTextTokens, quantise } from "./tokens";
import { COMPLEXITY_LEVELS, TASKS } from "../types";

const ask = (text: string): ClassifierInput => ({
  messages: [{ role: "user", text, parts: [], hasToolCalls: false }],
  tools: [],
  responseFormat: null,
  maxOutputTokens: null,
  thinking: null,
});

test.each([
  ["Can you explain how the tides work?", "en"],
  ["Kannst du mir bitte erklären, wie die Gezeiten entstehen?", "de"],
  ["Peux-tu nous dire comment la lune agit sur les mers ?", "fr"],
  ["¿Por qué sube y baja el nivel del mar en las costas?", "es"],
  ["Você pode me dizer como são formadas as marés?", "pt"],
  ["Почему бывают приливы и отливы?", "ru"],
  ["Чому бувають припливи і відпливи?", "uk"],
  ["请解释潮汐是怎么形成的", "zh"],
  ["潮の満ち引きはどうして起こるのですか", "ja"],
  ["조수는 왜 생기나요?", "ko"],
  ["كيف يحدث المد والجزر؟", "ar"],
  ["", "und"],
  ["1234 + 99", "und"],
])("%s is read as %s", (text, language) => expect(featuresOf(ask(text)).language).toBe(language));

test("prose, code and ideographs are estimated at their own rates", () => {
  const prose = "The quick brown fox jumps over the lazy dog and goes home again. ".repeat(20);
  const code = "for (let i = 0; i < n; i++) { total += rows[i] * k; }\n".repeat(20);
  const chinese = "潮汐是由月球和太阳的引力引起的".repeat(20);
  expect(estimateTextTokens(prose) / prose.length).toBeCloseTo(1 / 4.2, 2);
  expect(estimateTextTokens(code) / code.length).toBeCloseTo(1 / 3, 2);
  expect(estimateTextTokens(chinese) / chinese.length).toBeCloseTo(1 / 1.5, 2);
});

test("a long text is estimated from a sample within five per cent of the whole", () => {
  const text = "The quick brown fox jumps over the lazy dog. ".repeat(20_000);
  expect(estimateTextTokens(text) / estimateTextTokens(text, text.length * 2)).toBeCloseTo(1, 1);
});

test("token counts keep two significant digits", () => {
  expect([0, 0.4, 7.6, 14.2, 149, 151, 98_765, 1_040_000].map(quantise)).toEqual([
    1, 1, 8, 14, 150, 150, 99_000, 1_000_000,
  ]);
});

test("every kind of part, tool message and format is a need", () => {
  const input: ClassifierInput = {
    messages: [
      { role: "user", text: "look", parts: ["image", "audio", "file"], hasToolCalls: false },
      { role: "assistant", text: "", parts: [], hasToolCalls: true },
    ],
    tools: [],
    responseFormat: "json_schema",
    maxOutputTokens: 10,
    thinking: true,
  };
  const features = featuresOf(input);
  expect(features.needs).toEqual({
    tools: true,
    structuredOutput: true,
    vision: true,
    audio: true,
    file: true,
  });
  expect(features).toMatchObject({
    maxOutputTokens: 10,
    thinking: true,
    inToolLoop: false,
    userTurns: 1,
    messageCount: 2,
  });
  expect(features.inputTokens).toBeGreaterThan(3000);
});

test("a translation is expected to be as long as its text, a label is not, and a ceiling holds", () => {
  const only = <K extends string>(names: readonly K[], name: K) =>
    Object.fromEntries(names.map((other) => [other, other === name ? 1 : 0])) as Record<K, number>;
  const length = (task: (typeof TASKS)[number], text: number, limit: number | null = null) =>
    expectedOutputTokens(only(TASKS, task), only(COMPLEXITY_LEVELS, "low"), text, limit);
  expect(length("translation", 2000)).toBe(2200);
  expect(length("classification", 2000)).toBe(15);
  expect(length("translation", 2000, 100)).toBe(100);
  expect(length("code", 0)).toBe(250);
});
