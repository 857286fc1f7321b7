import type { Policy, RequestOptions } from "./types";

/** A list of model ids and patterns (`org/*`, `*`), ready to be asked. */
interface ModelList {
  all: boolean;
  ids: Set<string>;
  prefixes: string[];
  /** The list as the record shows it. */
  label: string;
}

/** Which models and providers one request may use. Allow-lists of all levels intersect, exclusions add. */
export interface Scope {
  allow: ModelList[];
  exclude: ModelList | null;
  providers: { ids: Set<string>; label: string }[];
}

function modelList(patterns: readonly string[], word: string): ModelList {
  const list: ModelList = {
    all: false,
    ids: new Set(),
    prefixes: [],
    label: `${word}: ${patterns.join(", ")}`,
  };
  for (const pattern of patterns) {
    if (pattern === "*") list.all = true;
    else if (pattern.endsWith("*")) list.prefixes.push(pattern.slice(0, -1));
    else list.ids.add(pattern);
  }
  return list;
}

function listHas(list: ModelList, model: string): boolean {
  if (list.all || list.ids.has(model)) return true;
  for (const prefix of list.prefixes) if (model.startsWith(prefix)) return true;
  return false;
}

/** Joins the scopes of team, key and request: each can only narrow what the others leave. */
export function mergeScope(policy: Policy, options: RequestOptions): Scope {
  const levels = [policy.team, policy.key, options];
  const scope: Scope = { allow: [], exclude: null, providers: [] };
  const excluded: string[] = [];
  for (const level of levels) {
    if (level.allowModels !== null) scope.allow.push(modelList(level.allowModels, "allowed"));
    if (level.allowProviders !== null) {
      scope.providers.push({
        ids: new Set(level.allowProviders),
        label: `allowed: ${level.allowProviders.join(", ")}`,
      });
    }
    for (const pattern of level.excludeModels) excluded.push(pattern);
  }
  if (excluded.length > 0) scope.exclude = modelList(excluded, "excluded");
  return scope;
}

/** The list that keeps a model out, in the words of the record; null when the model is in scope. */
export function modelRefusal(scope: Scope, model: string): string | null {
  if (scope.exclude !== null && listHas(scope.exclude, model)) return scope.exclude.label;
  for (const list of scope.allow) if (!listHas(list, model)) return list.label;
  return null;
}

/** The list that keeps a provider out, in the words of the record; null when the provider is in scope. */
export function providerRefusal(scope: Scope, provider: string): string | null {
  for (const list of scope.providers) if (!list.ids.has(provider)) return list.label;
  return null;
}
