import { LIBRARY_TAGS, NAME_ALIASES } from "./local-names";
import type { Catalog } from "./types";

/** A catalog model behind an upstream's name; `exact` is false for a quantised or otherwise unclear build. */
export interface ResolvedModel {
  model: string;
  exact: boolean;
}

/** Marks of a build that is not the released weights: quantisations, their containers, faster variants. */
const OTHER_BUILD =
  /(^|[-_.:])(ud|i?q[1-8](_[0-9a-z]+)*|[2-8]-?bit|int[48]|w[48]a\d+|awq|gptq|exl[23]|bnb|nf4|fp[48]|nvfp4|mxfp[48]|gguf|ggml|mlx|qat|dwq|hqq|i1|turbo|lite|fast|tput)(?=$|[-_.:])/;
/** Marks that leave the weights as they are. */
const SAME_BUILD = /(^|[-_.:])(bf16|fp16|f16|hf|latest|free)(?=$|[-_.:])/;
/** Released in four bits, so that a library's default build is the evaluated checkpoint. */
const NATIVE_FOUR_BIT = new Set(["openai/gpt-oss-20b", "openai/gpt-oss-120b"]);

/** Bare names that are a catalog model's name and, at a local engine, the name of a library with other sizes. */
const AMBIGUOUS = new Set(["deepseek-r1", "deepseek-r1:latest", "deepseek-v3", "deepseek-v3:latest"]);

/**
 * Which catalog model an upstream means by a name: ids of the hub, repackaged builds (GGUF, MLX, AWQ …), files, and
 * the `family:tag` names of local engines. Null rather than a guess: a base model, another size or a name that has
 * meant several checkpoints resolves to nothing. `exact` is true only for the released weights under their own id;
 * engines report lower-case ids for quantised builds, so those do not count as stating the build.
 */
export function resolveUpstreamModel(catalog: Catalog, upstreamModelId: string): ResolvedModel | null {
  const given = upstreamModelId.trim();
  if (catalog.models[given]) return { model: given, exact: true };
  if (AMBIGUOUS.has(given.toLowerCase())) return null;
  const index = nameIndex(catalog);
  const whole = index.get(keyOf(baseOf(given)));
  // A quantised build that is a catalog model by itself, by whatever name it is packaged.
  if (whole && OTHER_BUILD.test(whole.toLowerCase())) return { model: whole, exact: given.endsWith(whole) };
  const model = libraryModel(given) ?? packagedModel(index, given) ?? listedModel(catalog, given);
  if (model === null || !catalog.models[model]) return null;
  return { model, exact: isExact(given, model) };
}

function isExact(given: string, model: string): boolean {
  if (NATIVE_FOUR_BIT.has(model))
    return (
      !/(^|[-_.:])(i?q[1-8]|[2-8]-?bit|gguf|awq|gptq|turbo|latest)/.test(given.toLowerCase()) &&
      isPlain(given, model)
    );
  const [organisation, name] = model.split("/") as [string, string];
  const [givenName, givenOrganisation] = given.split("/").toReversed();
  return (
    givenOrganisation === organisation &&
    keyOf(givenName!) === keyOf(name) &&
    givenName !== givenName!.toLowerCase()
  );
}

/** True for the model's own name or its library tag without any further mark. */
function isPlain(given: string, model: string): boolean {
  const name = model.split("/")[1]!;
  const base = baseOf(given);
  return keyOf(base.replace(":", "-")) === keyOf(name);
}

/** `family:tag` of a local engine's library. The tag may add only marks of an instruct build. */
function libraryModel(given: string): string | null {
  const base = baseOf(given);
  const [family, tag = "latest"] = base.split(":") as [string, string?];
  const tags = LIBRARY_TAGS[family];
  if (!tags) return null;
  const parts = stripMarks(tag)
    .split("-")
    .filter((part) => part !== "" && part !== "instruct" && part !== "it" && part !== "chat");
  const key = parts.join("-");
  return tags[key === "" ? (tag.startsWith("latest") ? "latest" : "") : key] ?? null;
}

/** A hub name inside a package: the name without packaging marks must be a catalog model's name. */
function packagedModel(index: Map<string, string>, given: string): string | null {
  const [name, tag] = baseOf(given).split(":") as [string, string?];
  // A tag beside a hub name is a build mark or nothing that is understood here.
  if (tag !== undefined && stripMarks(tag) !== "") return null;
  const key = keyOf(stripMarks(name));
  return index.get(key) ?? NAME_ALIASES[key] ?? null;
}

/** A name under which a provider of the catalog lists the model, when all that use it mean the same model. */
function listedModel(catalog: Catalog, given: string): string | null {
  const name = given.toLowerCase();
  const models = new Set(
    catalog.offers.filter((row) => row.upstreamModel.toLowerCase() === name).map((row) => row.model),
  );
  return models.size === 1 ? [...models][0]! : null;
}

/** The last part of a path, lower-case, without file endings. */
function baseOf(given: string): string {
  const base = given.toLowerCase().split(/[/\\]/).at(-1)!;
  return base.replace(/\.(gguf|safetensors)$/, "").replace(/-\d{5}-of-\d{5}$/, "");
}

function stripMarks(name: string): string {
  let rest = name.toLowerCase();
  for (let last = ""; last !== rest;) {
    last = rest;
    rest = rest.replace(OTHER_BUILD, "").replace(SAME_BUILD, "");
  }
  return rest.replace(/^[-_.]+|[-_.]+$/g, "");
}

/** Names compare without separators: `Llama-3_3` is `llama3.3`. */
const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/(\d)_(\d)/g, "$1.$2")
    .replace(/^meta-(?=llama)/, "")
    .replace(/[-_ ]+/g, "");

const indexes = new WeakMap<Catalog, Map<string, string>>();

function nameIndex(catalog: Catalog): Map<string, string> {
  const known = indexes.get(catalog);
  if (known) return known;
  const index = new Map<string, string>();
  for (const id of Object.keys(catalog.models)) {
    const name = id.split("/")[1]!;
    index.set(keyOf(name), id);
    const plain = keyOf(name.replace(/-(HF|BF16)$/, ""));
    if (!index.has(plain)) index.set(plain, id);
  }
  indexes.set(catalog, index);
  return index;
}
