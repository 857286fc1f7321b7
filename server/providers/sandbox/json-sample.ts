import type { JsonSchema } from "./request";

/** Nesting after which only what a schema demands is made, so that recursive schemas end. */
const DEPTH_FULL = 4;
/** Nesting at which a schema that demands itself is given up. */
const DEPTH_MAX = 32;

const FORMATS: Record<string, string> = {
  "date-time": "2000-01-01T00:00:00Z",
  date: "2000-01-01",
  time: "00:00:00Z",
  duration: "P1D",
  email: "simulated@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/simulated",
  url: "https://example.com/simulated",
  uuid: "00000000-0000-4000-8000-000000000000",
};

/** Values and characters of one answer: far more than a real schema asks for, and made within a millisecond or two. */
const SIZE_MAX = 10_000;

/** The schema demands more than `SIZE_MAX`: a caller could otherwise hold the whole process with one request. */
export class SampleTooLarge extends Error {}

type ObjectSchema = Record<string, unknown>;

interface Sampler {
  root: ObjectSchema;
  /** What is left of `SIZE_MAX`. */
  left: number;
  /** Optional properties and items too, or only what the schema demands. */
  fill: boolean;
  /** Put where any text will do. */
  text: string;
}

/**
 * A value that is valid under a JSON Schema: types, enum, const, required, arrays, nesting, `$ref`, `anyOf`,
 * `oneOf`, `allOf` and the usual bounds. `pattern` and `not` are not honoured.
 * @throws SampleTooLarge
 */
export function sampleJson(schema: JsonSchema, options: { fill: boolean; text: string }): unknown {
  const root = typeof schema === "boolean" ? {} : schema;
  return sample(root, 0, 0, { root, left: SIZE_MAX, ...options });
}

function spend(sampler: Sampler, size: number): void {
  sampler.left -= size;
  if (!(sampler.left >= 0)) throw new SampleTooLarge("The schema demands an answer too large to simulate.");
}

function sample(schema: unknown, depth: number, index: number, sampler: Sampler): unknown {
  spend(sampler, 1);
  const resolved = resolve(schema, depth, sampler);
  if ("const" in resolved) return resolved.const;
  if (Array.isArray(resolved.enum) && resolved.enum.length > 0)
    return resolved.enum[index % resolved.enum.length];
  switch (typeOf(resolved)) {
    case "object":
      return sampleObject(resolved, depth, sampler);
    case "array":
      return sampleArray(resolved, depth, sampler);
    case "number":
      return sampleNumber(resolved, index, false);
    case "integer":
      return sampleNumber(resolved, index, true);
    case "boolean":
      return index % 2 === 0;
    case "null":
      return null;
    default:
      return sampleString(resolved, index, sampler);
  }
}

/** Follows references and picks the branch to satisfy, until a plain schema is left. */
function resolve(schema: unknown, depth: number, sampler: Sampler): ObjectSchema {
  let current = isObject(schema) ? schema : {};
  for (let step = 0; step < DEPTH_MAX; step++) {
    const branches = current.anyOf ?? current.oneOf;
    const { $ref, anyOf: _, oneOf: __, allOf, ...own } = current;
    if (typeof $ref === "string") current = merge(own, lookUp($ref, sampler.root));
    else if (Array.isArray(allOf)) current = allOf.filter(isObject).reduce(merge, without(current, "allOf"));
    else if (Array.isArray(branches) && branches.length > 0)
      current = merge(own, pickBranch(branches, depth));
    else return current;
  }
  return {};
}

const without = (schema: ObjectSchema, key: string): ObjectSchema =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key));

/** The first branch that says something; deep inside a recursive schema, the one that ends it. */
function pickBranch(branches: unknown[], depth: number): ObjectSchema {
  const isNull = (branch: unknown): boolean => isObject(branch) && branch.type === "null";
  const picked =
    depth > DEPTH_FULL ? (branches.find(isNull) ?? branches.at(-1)) : branches.find((b) => !isNull(b));
  return isObject(picked) ? picked : { type: "null" };
}

function lookUp(reference: string, root: ObjectSchema): ObjectSchema {
  let found: unknown = root;
  for (const key of reference.replace(/^#\/?/, "").split("/").filter(Boolean)) {
    found = isObject(found)
      ? found[decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~")]
      : undefined;
  }
  return isObject(found) ? found : {};
}

function merge(base: ObjectSchema, extra: ObjectSchema): ObjectSchema {
  const merged = { ...base, ...extra };
  if (isObject(base.properties) && isObject(extra.properties)) {
    merged.properties = { ...base.properties, ...extra.properties };
  }
  if (Array.isArray(base.required) && Array.isArray(extra.required)) {
    merged.required = [...new Set([...base.required, ...extra.required])];
  }
  return merged;
}

function typeOf(schema: ObjectSchema): string {
  const { type } = schema;
  if (typeof type === "string") return type;
  if (Array.isArray(type)) return String(type.find((name) => name !== "null") ?? "null");
  if (isObject(schema.properties) || Array.isArray(schema.required)) return "object";
  if ("items" in schema || "prefixItems" in schema) return "array";
  if (typeof schema.minimum === "number" || typeof schema.maximum === "number") return "number";
  return "string";
}

function sampleObject(schema: ObjectSchema, depth: number, sampler: Sampler): Record<string, unknown> {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const optional = sampler.fill && depth < DEPTH_FULL ? Object.keys(properties) : [];
  const made: Record<string, unknown> = {};
  for (const name of new Set([...required, ...optional])) {
    if (depth >= DEPTH_MAX) break;
    const value = Object.hasOwn(properties, name) ? properties[name] : {};
    Object.defineProperty(made, name, {
      value: sample(value, depth + 1, 0, sampler),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return made;
}

function sampleArray(schema: ObjectSchema, depth: number, sampler: Sampler): unknown[] {
  const fixed = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const wanted = sampler.fill && depth < DEPTH_FULL && schema.items !== false ? 1 : 0;
  const most = number(schema.maxItems) ?? Infinity;
  const least = Math.max(number(schema.minItems) ?? 0, fixed.length);
  const length = depth >= DEPTH_MAX ? 0 : Math.min(Math.max(least, wanted), most);
  if (length > sampler.left) spend(sampler, length);
  return Array.from({ length }, (_, i) => sample(fixed[i] ?? schema.items, depth + 1, i, sampler));
}

function sampleNumber(schema: ObjectSchema, index: number, integer: boolean): number {
  const step = number(schema.multipleOf) ?? (integer ? 1 : null);
  const above = number(schema.exclusiveMinimum);
  const below = number(schema.exclusiveMaximum);
  const most = number(schema.maximum) ?? below;
  const unbounded = above ?? number(schema.minimum) ?? Math.min(0, most ?? 0);
  if (step === null) {
    if (above !== null) return most === null ? above + 1 : (above + most) / 2;
    return below !== null && unbounded >= below ? below - 1 : unbounded;
  }
  let value = Math.ceil(unbounded / step) * step;
  if (above !== null && value <= above) value += step;
  if (below !== null && value >= below) value -= step;
  const varied = value + index * step;
  return most === null || varied <= most ? varied : value;
}

function sampleString(schema: ObjectSchema, index: number, sampler: Sampler): string {
  const { text } = sampler;
  const format = typeof schema.format === "string" ? FORMATS[schema.format] : undefined;
  if (format !== undefined) return format;
  const suffix = index === 0 ? "" : String(index + 1);
  const least = number(schema.minLength) ?? 0;
  const most = Math.max(number(schema.maxLength) ?? Infinity, least, suffix.length);
  spend(sampler, least);
  return text.slice(0, most - suffix.length).padEnd(least - suffix.length, ".") + suffix;
}

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

const isObject = (value: unknown): value is ObjectSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
