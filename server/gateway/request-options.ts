import { RouterError } from "@/server/platform/errors";
import {
  OBJECTIVES,
  UNKNOWN_QUALITY_RULES,
  type Objective,
  type Pin,
  type RequestOptions,
  type UnknownQuality,
} from "@/server/router/types";
import { intersectLists, stricterMax, stricterMin } from "./stricter";

/** `routing` of the body, or the same as headers, after validation. */
interface RoutingFields {
  objective?: Objective;
  models?: string[];
  exclude?: string[];
  providers?: string[];
  maxCostUsd?: number;
  maxLatencyMs?: number;
  minQuality?: number;
  unknownQuality?: UnknownQuality;
  fallback?: boolean;
  trace?: boolean;
}

interface Field {
  name: keyof RoutingFields;
  header: string;
  kind: "list" | "number" | "boolean" | "word";
  /** What a right value is, in words that finish "must be …". */
  expected: string;
  isValid(value: unknown): boolean;
}

const isNumberWithin = (min: number, max: number) => (value: unknown) =>
  typeof value === "number" && value >= min && value <= max;
const isOneOf = (words: readonly string[]) => (value: unknown) => words.includes(value as string);
/** Longer than any model id or pattern; the requested model and every list entry stand in the record. */
const NAME_CHARACTERS_MAX = 300;
const LIST_ENTRIES_MAX = 200;

const isList = (value: unknown) =>
  Array.isArray(value) &&
  value.length <= LIST_ENTRIES_MAX &&
  value.every((item) => typeof item === "string" && item.length > 0 && item.length <= NAME_CHARACTERS_MAX);

const field = (
  name: Field["name"],
  kind: Field["kind"],
  expected: string,
  isValid: Field["isValid"],
): Field => ({
  name,
  header: `x-fairlead-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  kind,
  expected,
  isValid,
});

const list = (name: Field["name"], of: string) =>
  field(name, "list", `a list of at most ${LIST_ENTRIES_MAX} ${of}`, isList);
const flag = (name: Field["name"]) =>
  field(name, "boolean", "true or false", (value) => typeof value === "boolean");
const word = (name: Field["name"], words: readonly string[]) =>
  field(name, "word", `one of ${words.join(", ")}`, isOneOf(words));
const number = (name: Field["name"], max: number, expected: string) =>
  field(name, "number", expected, isNumberWithin(0, max));

const FIELDS: Field[] = [
  word("objective", OBJECTIVES),
  list("models", "model ids or org/* patterns"),
  list("exclude", "model ids or org/* patterns"),
  list("providers", "provider names"),
  number("maxCostUsd", 1e6, "a number of US dollars, 0 or more"),
  number("maxLatencyMs", 1e9, "a number of milliseconds, 0 or more"),
  number("minQuality", 100, "a number from 0 to 100"),
  word("unknownQuality", UNKNOWN_QUALITY_RULES),
  flag("fallback"),
  flag("trace"),
];
const FIELD_BY_NAME = new Map(FIELDS.map((each) => [each.name as string, each]));

/** The request's wishes and whether it wants the decision in the answer. */
export interface ParsedOptions {
  options: RequestOptions;
  trace: boolean;
}

/**
 * Reads `model`, `routing` and the `x-fairlead-*` headers. A body's value wins over a header's, save for
 * constraints, where the stricter of the two holds.
 * @throws RouterError invalid-request, naming the field in `param`
 */
export function parseOptions(
  model: string,
  routing: unknown,
  header: (name: string) => string | undefined,
  isKnownModel: (id: string) => boolean,
): ParsedOptions {
  if (model.length > NAME_CHARACTERS_MAX) {
    const message = `model must have at most ${NAME_CHARACTERS_MAX} characters.`;
    throw new RouterError("invalid-request", message, { param: "model" });
  }
  const body = fromBody(routing);
  const head = fromHeaders(header);
  const wanted = parseModel(model, isKnownModel);
  const rank = (rule: UnknownQuality | undefined) =>
    rule ? ["allow", "last-resort", "never"].indexOf(rule) : -1;
  return {
    trace: body.trace ?? head.trace ?? false,
    options: {
      requestedModel: model,
      pin: wanted.pin,
      objective: body.objective ?? wanted.objective ?? head.objective ?? null,
      constraints: {
        maxCostNanoUsd: toNano(stricterMax(body.maxCostUsd, head.maxCostUsd)),
        maxLatencyMs: stricterMax(body.maxLatencyMs, head.maxLatencyMs),
        minQuality: stricterMin(body.minQuality, head.minQuality),
      },
      allowModels: intersectLists(body.models, head.models),
      excludeModels: [...(body.exclude ?? []), ...(head.exclude ?? [])],
      allowProviders: intersectLists(body.providers, head.providers),
      unknownQuality:
        (rank(body.unknownQuality) >= rank(head.unknownQuality)
          ? body.unknownQuality
          : head.unknownQuality) ?? null,
      fallback:
        body.fallback === false || head.fallback === false ? false : (body.fallback ?? head.fallback ?? null),
    },
  };
}

const toNano = (usd: number | null) => (usd === null ? null : Math.round(usd * 1e9));

function parseModel(
  model: string,
  isKnownModel: (id: string) => boolean,
): { pin: Pin | null; objective: Objective | null } {
  if (model === "auto") return { pin: null, objective: null };
  if (isKnownModel(model)) return { pin: { model, provider: null }, objective: null };
  if (model.startsWith("auto:")) {
    const objective = model.slice(5);
    if (!isOneOf(OBJECTIVES)(objective)) {
      const choices = OBJECTIVES.map((each) => `auto:${each}`).join(", ");
      throw new RouterError("invalid-request", `Unknown objective in model "${model}": use ${choices}.`, {
        param: "model",
      });
    }
    return { pin: null, objective: objective as Objective };
  }
  const at = model.lastIndexOf("@");
  if (at > 0 && at < model.length - 1)
    return { pin: { model: model.slice(0, at), provider: model.slice(at + 1) }, objective: null };
  return { pin: { model, provider: null }, objective: null };
}

function fromBody(routing: unknown): RoutingFields {
  if (routing === undefined || routing === null) return {};
  if (typeof routing !== "object" || Array.isArray(routing)) {
    throw new RouterError("invalid-request", "routing must be an object.", { param: "routing" });
  }
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(routing)) {
    const known = FIELD_BY_NAME.get(name);
    const param = `routing.${name}`;
    if (!known) {
      const names = FIELDS.map((each) => each.name).join(", ");
      throw new RouterError("invalid-request", `${param} is not known; routing takes ${names}.`, { param });
    }
    if (value === null) continue;
    fields[name] = checked(known, value, param);
  }
  return fields;
}

function fromHeaders(header: (name: string) => string | undefined): RoutingFields {
  const fields: Record<string, unknown> = {};
  for (const each of FIELDS) {
    const text = header(each.header);
    if (text !== undefined && text !== "")
      fields[each.name] = checked(each, fromText(each, text.trim()), each.header);
  }
  return fields;
}

function fromText({ kind }: Field, text: string): unknown {
  switch (kind) {
    case "list":
      return text
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== "");
    case "number":
      return text === "" ? text : Number(text);
    case "boolean":
      return text === "true" || text === "1" ? true : text === "false" || text === "0" ? false : text;
    case "word":
      return text;
  }
}

function checked(known: Field, value: unknown, param: string): unknown {
  if (known.isValid(value)) return value;
  throw new RouterError("invalid-request", `${param} must be ${known.expected}.`, { param });
}
