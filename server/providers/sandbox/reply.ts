import { sampleJson } from "./json-sample";
import { textOf, type SandboxRequest, type SandboxTool } from "./request";

/** What the sandbox says. `pieces` are its "tokens": what is counted, streamed and cut off by `max_tokens`. */
export interface Reply {
  kind: "text" | "tool-call";
  /** Set for a tool call. */
  toolName: string | null;
  /** A custom tool takes free text instead of JSON arguments. */
  custom: boolean;
  pieces: string[];
  finishReason: "stop" | "length" | "tool_calls";
  promptTokens: number;
}

const CHARACTERS_PER_TOKEN = 4;
const LAST_WORDS = 8;
const NOTE = "Simulated";

/** Decides by fixed rules what to answer: the same request always gets the same reply. */
export function makeReply(request: SandboxRequest, displayName: string): Reply {
  const promptTokens = countPromptTokens(request);
  const tool = chooseTool(request);
  const text = tool ? toolInput(tool) : answerText(request, displayName, promptTokens);
  const all = text.match(/\s*\S{1,6}|\s+$/gu) ?? [];
  const limit = request.max_completion_tokens ?? request.max_tokens ?? Infinity;
  const cut = all.length > limit;
  return {
    kind: tool ? "tool-call" : "text",
    toolName: tool ? nameOf(tool) : null,
    custom: tool?.custom !== undefined,
    pieces: cut ? all.slice(0, Math.max(limit, 0)) : all,
    finishReason: cut ? "length" : tool ? "tool_calls" : "stop",
    promptTokens,
  };
}

function countPromptTokens({ messages, tools }: SandboxRequest): number {
  const characters = messages.reduce((sum, message) => sum + textOf(message).length, 0);
  const toolCharacters = tools?.length ? JSON.stringify(tools).length : 0;
  return Math.ceil((characters + toolCharacters) / CHARACTERS_PER_TOKEN) + messages.length * 4;
}

// ---------------------------------------------------------------------------------------------------- tools

const nameOf = (tool: SandboxTool): string => tool.function?.name ?? tool.custom?.name ?? "";

/**
 * The tool to call: none after a tool's result or for "none"; the named one; for "required" the one that fits the
 * last user message best; for "auto" that one only if it shares a word with the message.
 */
function chooseTool({ tools, tool_choice: choice, messages }: SandboxRequest): SandboxTool | null {
  let offered = (tools ?? []).filter((tool) => nameOf(tool) !== "");
  if (offered.length === 0 || choice === "none" || messages.at(-1)?.role === "tool") return null;
  let mode = "auto";
  if (typeof choice === "string") mode = choice;
  else if (choice?.allowed_tools) {
    const allowed = choice.allowed_tools.tools.map((tool) => tool.function?.name ?? tool.custom?.name);
    mode = choice.allowed_tools.mode;
    offered = offered.filter((tool) => allowed.includes(nameOf(tool)));
  } else if (choice) {
    const named = choice.function?.name ?? choice.custom?.name;
    return offered.find((tool) => nameOf(tool) === named) ?? null;
  }
  const asked = words(textOf(messages.findLast(({ role }) => role === "user") ?? { role: "user" }));
  const fit = (tool: SandboxTool): number => {
    const description = tool.function?.description ?? tool.custom?.description ?? "";
    return [...words(`${nameOf(tool)} ${description}`)].filter((word) => asked.has(word)).length;
  };
  const best = offered.toSorted((a, b) => fit(b) - fit(a))[0];
  return best && (mode === "required" || fit(best) > 0) ? best : null;
}

/** Words of four letters or more, which leaves most of the little ones out. */
const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/\p{L}{4,}/gu));

function toolInput(tool: SandboxTool): string {
  if (tool.custom) return NOTE;
  return JSON.stringify(
    sampleJson(tool.function?.parameters ?? { type: "object" }, { fill: false, text: NOTE }),
  );
}

// ------------------------------------------------------------------------------------------------------ text

function answerText(request: SandboxRequest, displayName: string, promptTokens: number): string {
  const heading = `Simulated answer from ${displayName}`;
  const format = request.response_format;
  if (format?.type === "json_schema" && format.json_schema?.schema !== undefined) {
    return JSON.stringify(sampleJson(format.json_schema.schema, { fill: true, text: heading }));
  }
  const said = describe(request, promptTokens);
  if (format?.type === "json_object")
    return JSON.stringify({ simulated: true, answer: `${heading}: ${said}` });
  return `${heading}: ${said}`;
}

function describe({ messages }: SandboxRequest, promptTokens: number): string {
  const last = messages.at(-1)!;
  const lastWords = textOf(last).slice(-400).trim().split(/\s+/).slice(-LAST_WORDS).join(" ").slice(-120);
  const size = `${messages.length} message${messages.length === 1 ? "" : "s"}, about ${promptTokens} tokens`;
  const ending = lastWords === "" ? "" : `, ending in “${lastWords}”`;
  const seen =
    last.role === "tool" ? `a tool's result (${size}${ending})` : `your request (${size}${ending})`;
  return (
    `no model read ${seen}. The route, the record, the price and the pace are real; these words are not. ` +
    "Set a provider's key or start a local engine to get real ones."
  );
}
