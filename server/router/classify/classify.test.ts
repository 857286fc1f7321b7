import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMPLEXITY_LEVELS, TASKS, type ChatMessage, type ClassifierInput, type Task } from "../types";
import { classify, quantiseShares } from "./classify";
import { loadClassifier, type Classifier, type WeightsHeader } from "./classifier";
import stored from "./weights/weights.json";

const bytes = Buffer.from(stored.data, "base64");
const classifier = loadClassifier(stored as WeightsHeader, bytes);

const message = (role: ChatMessage["role"], text: string, parts: ChatMessage["parts"] = []): ChatMessage => ({
  role,
  text,
  parts,
  hasToolCalls: false,
});
const request = (...messages: ChatMessage[]): ClassifierInput => ({
  messages,
  tools: [],
  responseFormat: null,
  maxOutputTokens: null,
  thinking: null,
});
const ask = (text: string): ClassifierInput => request(message("user", text));
const topTask = (input: ClassifierInput): Task => {
  const { tasks } = classify(input, classifier).profile;
  return TASKS.reduce((best, task) => (tasks[task] > tasks[best] ? task : best));
};
const thousandths = (shares: Record<string, number>): number =>
  Object.values(shares).reduce((sum, share) => sum + Math.round(share * 1000), 0);

const NOTES =
  "The board met on Tuesday. Sales rose by four per cent, returns fell, and the new warehouse in Gdynia opens in May. The team asked for two more drivers.";
const WEATHER = { name: "get_weather", description: "Current weather and forecast for a city" };

const EASY: [string, ClassifierInput, Task[]][] = [
  ["a greeting", ask("hey, how are you?"), ["chat"]],
  ["thanks", ask("thanks, that helped a lot!"), ["chat"]],
  ["a question about the bot", ask("are you a robot?"), ["chat"]],
  [
    "a failing function",
    ask("Why does this crash?\n\ndef last(items):\n    return items[len(items)]\n\nprint(last([1, 2, 3]))"),
    ["code"],
  ],
  [
    "a query",
    ask("Write a SQL query that returns the ten customers with the most orders last month."),
    ["code"],
  ],
  ["an integral", ask("Compute the integral of x^2 * e^x from 0 to 1."), ["math"]],
  ["an equation", ask("Solve 3x + 7 = 22 for x."), ["math"]],
  [
    "a translation",
    ask("Translate to German: The meeting has been moved to Thursday afternoon."),
    ["translation"],
  ],
  ["a summary", ask(`Summarise this in two sentences.\n\n${NOTES}`), ["summarization"]],
  [
    "named fields",
    ask(`Extract the city, the month and the percentage as JSON.\n\n${NOTES}`),
    ["extraction"],
  ],
  ["a label", ask('Is this review positive or negative? "The zip broke after a week."'), ["classification"]],
  ["a haiku", ask("Write a haiku about the first snow."), ["writing"]],
  [
    "a change of tone",
    ask("Rewrite this to sound more polite: send me the file today or I will complain."),
    ["rewriting"],
  ],
  ["names for a thing", ask("Give me ten name ideas for a coffee shop near a library."), ["brainstorming"]],
  ["a fact", ask("Who painted The Night Watch?"), ["knowledge"]],
  ["a tool's job", { ...ask("What's the weather in Lisbon tomorrow?"), tools: [WEATHER] }, ["tool_use"]],
  ["a device", ask("set an alarm for 6:30 tomorrow morning"), ["tool_use"]],
];

describe("the shipped classifier", () => {
  test.each(EASY)("knows %s", (_, input, tasks) => expect(tasks).toContain(topTask(input)));

  test("reads a short follow-up with the turn before it", () => {
    const found = topTask(
      request(
        message("user", "Write a short product text for a wool scarf."),
        message("assistant", "Soft wool, warm days."),
        message("user", "now in French"),
      ),
    );
    expect(["translation", "rewriting"]).toContain(found);
  });

  test.each<[string, Task]>([
    ["Write a haiku about the sea.", "writing"],
    ["Give me ten name ideas for a coffee shop.", "brainstorming"],
    ["Write a function that reverses a list in Python.", "code"],
  ])("leans to the task of the turn before when the last one is bare: %s", (before, task) => {
    expect(
      topTask(
        request(
          message("user", before),
          message("assistant", "Here it is."),
          message("user", "more like that"),
        ),
      ),
    ).toBe(task);
  });

  test("lets the system prompt fix the task", () => {
    const system = message(
      "system",
      "You translate every message of the user into English. Output the translation only.",
    );
    expect(topTask(request(system, message("user", "Wir treffen uns morgen um acht am Bahnhof.")))).toBe(
      "translation",
    );
  });

  test("reads the question at the end of a long document without spaces between words", () => {
    expect(
      topTask(
        ask(
          `${"会议在星期二举行，销售额上升，新仓库将于五月开业。".repeat(300)}\n请用三句话总结上面的内容。`,
        ),
      ),
    ).toBe("summarization");
  });

  test("reads the question at the end of a long document", () => {
    const document = `${NOTES}\n`.repeat(400);
    expect(topTask(ask(`${document}\nSummarize the text above in three bullet points.`))).toBe(
      "summarization",
    );
  });

  test("expects tool work in the middle of a tool loop", () => {
    const loop = {
      ...request(
        message("user", "book the cheapest train to Porto"),
        { ...message("assistant", ""), hasToolCalls: true },
        message("tool", "[]"),
      ),
      tools: [WEATHER],
    };
    expect(topTask(loop)).toBe("tool_use");
    const question = message("user", "What does the contract say about parking?");
    const share = (input: ClassifierInput): number => classify(input, classifier).profile.tasks.tool_use;
    expect(share(request(question, message("tool", "[]")))).toBeGreaterThan(2 * share(request(question)));
    expect(classify(loop, classifier).features).toMatchObject({ inToolLoop: true, needs: { tools: true } });
  });
});

const ODD = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 400 })
    .map((units) => String.fromCharCode(...units)),
);
const anyMessage = fc.record({
  role: fc.constantFrom<ChatMessage["role"]>("system", "developer", "user", "assistant", "tool", "function"),
  text: ODD,
  parts: fc.array(fc.constantFrom<"image" | "audio" | "file">("image", "audio", "file"), { maxLength: 3 }),
  hasToolCalls: fc.boolean(),
});
const anyInput: fc.Arbitrary<ClassifierInput> = fc.record({
  messages: fc.array(anyMessage, { maxLength: 8 }),
  tools: fc.array(fc.record({ name: ODD, description: ODD }), { maxLength: 3 }),
  responseFormat: fc.constantFrom(null, "text", "json_object", "json_schema"),
  maxOutputTokens: fc.option(fc.integer({ min: 0, max: 200_000 })),
  thinking: fc.option(fc.boolean()),
});

describe("classify", () => {
  test("gives a complete profile that sums to one, whatever the text, and the same one again", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const facts = classify(input, classifier);
        expect(classify(structuredClone(input), classifier)).toEqual(facts);
        expect(thousandths(facts.profile.tasks)).toBe(1000);
        expect(thousandths(facts.profile.complexity)).toBe(1000);
        expect(facts.features.inputTokens).toBeGreaterThanOrEqual(1);
        expect(facts.profile.outputTokens).toBeGreaterThanOrEqual(1);
        if (input.maxOutputTokens)
          expect(facts.profile.outputTokens).toBeLessThanOrEqual(input.maxOutputTokens);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["a megabyte of one letter", "a".repeat(1_000_000)],
    ["a megabyte of null", "\0".repeat(1_000_000)],
    ["a megabyte of lone surrogates", "\ud800".repeat(500_000)],
    ["a megabyte of ideographs", "漢".repeat(350_000)],
    ["white space", " \n\t\u3000 "],
  ])("survives %s", (_, text) => {
    const { profile } = classify(ask(text), classifier);
    expect(profile.degraded).toBe(false);
    expect(thousandths(profile.tasks)).toBe(1000);
  });

  test("keeps no text of the prompt", () => {
    const secret = "zebrafinch-4711";
    const facts = classify(
      {
        ...request(message("system", secret), message("user", `${secret} ${secret}`)),
        tools: [{ name: secret, description: secret }],
      },
      classifier,
    );
    const texts: string[] = [];
    JSON.stringify(facts, (key, value: unknown) => {
      if (typeof value === "string") texts.push(`${key}=${value}`);
      return value;
    });
    expect(texts.filter((text) => text.includes("zebra"))).toEqual([]);
    expect(new Set(texts.map((text) => text.split("=")[0]))).toEqual(new Set(["classifier", "language"]));
  });

  test("gives an image without words, and an empty request, a profile of their own", () => {
    expect(topTask(request(message("user", "", ["image"])))).toBe("analysis");
    expect(classify(request(message("user", "", ["image"])), classifier).features.needs.vision).toBe(true);
    expect(topTask(request())).toBe("chat");
    expect(topTask(request(message("tool", "[]")))).toBe("tool_use");
  });

  test("is uniform and degraded without a classifier; one that fails is not hidden", () => {
    const failing: Classifier = {
      version: "clf_x",
      score: () => {
        throw new Error("broken");
      },
    };
    const absurd: Classifier = { version: "clf_x", score: () => new Float64Array(17).fill(NaN) };
    const { profile } = classify(ask("hello"), null);
    expect(profile).toMatchObject({ degraded: true, classifier: "none" });
    expect(
      Math.max(...Object.values(profile.tasks)) - Math.min(...Object.values(profile.tasks)),
    ).toBeLessThanOrEqual(0.0011);
    for (const broken of [failing, absurd]) expect(() => classify(ask("hello"), broken)).toThrow();
  });

  test("shares are thousandths that sum to one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-9, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (shares) => {
          expect(thousandths(quantiseShares(COMPLEXITY_LEVELS, (_, i) => shares[i]!))).toBe(1000);
        },
      ),
    );
  });
});

test("damaged, short or foreign weights are refused", () => {
  const header = stored as WeightsHeader;
  const damaged = Uint8Array.from(bytes);
  damaged[1000]! ^= 1;
  expect(() => loadClassifier(header, damaged)).toThrow(/damaged/);
  expect(() => loadClassifier(header, bytes.subarray(1))).toThrow(/damaged/);
  expect(() => loadClassifier({ ...header, rows: 12 }, bytes)).toThrow(/format/);
});
