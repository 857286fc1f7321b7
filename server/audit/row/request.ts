import type {
  Features,
  RequestFacts,
  RequestOptions,
  RouteContext,
  Snapshot,
  TaskProfile,
} from "@/server/router/types";
import { noOptions } from "@/server/router/options";
import { offerAt, refOf, type OfferRef } from "./offer-ref";
import { packBits, STORED_CAPABILITIES, STORED_LEVELS, STORED_TASKS, unpackBits } from "./stored-lists";

/** The request's facts and circumstances: with snapshot and policy, all that a replay needs. */
export interface StoredRequest {
  /** Features, in the order of `packFeatures`. */
  f: unknown[];
  /** Profile: tasks and levels in thousandths, output tokens, classifier, degraded. */
  p: [tasks: number[], levels: number[], outputTokens: number, classifier: string, degraded: 0 | 1];
  /** What the request asked for, without what it left open. */
  o?: Partial<RequestOptions>;
  /** Version of the policy. */
  pv: string;
  /** Version of the live state, and the state of the offers it names. */
  h: [
    version: string,
    offers?: [OfferRef, string | null, RouteContext["health"]["offers"][string]["latency"]][],
  ];
  /** Incumbent and the tokens of its cache. */
  i?: [OfferRef, number];
  /** The time it was decided at, when that is not the time in the id. */
  n?: string;
}

const bit = (value: boolean): 0 | 1 => (value ? 1 : 0);
const thousandths = (p: number): number => Math.round(p * 1000);

export function packRequest(facts: RequestFacts, context: RouteContext, createdAt: string): StoredRequest {
  const { snapshot, policy, health, incumbent, now } = context;
  const live = Object.entries(health.offers);
  const options = packOptions(context.options);
  return {
    f: packFeatures(facts.features),
    p: packProfile(facts.profile),
    ...(Object.keys(options).length > 0 && { o: options }),
    pv: policy.version,
    h:
      live.length === 0
        ? [health.version]
        : [
            health.version,
            live.map(([offer, state]) => [refOf(snapshot, offer), state.openUntil, state.latency]),
          ],
    ...(incumbent && { i: [refOf(snapshot, incumbent.offer), incumbent.cachedTokens] as [OfferRef, number] }),
    ...(now !== createdAt && { n: now }),
  };
}

function packFeatures(f: Features): unknown[] {
  return [
    f.inputTokens,
    f.maxOutputTokens,
    f.messageCount,
    f.userTurns,
    bit(f.hasSystem),
    f.language,
    f.toolCount,
    bit(f.inToolLoop),
    packBits(STORED_CAPABILITIES, f.needs),
    f.thinking === null ? null : bit(f.thinking),
  ];
}

export function unpackFeatures(stored: unknown[]): Features {
  const [
    inputTokens,
    maxOutputTokens,
    messageCount,
    userTurns,
    hasSystem,
    language,
    toolCount,
    inToolLoop,
    needs,
    thinking,
  ] = stored;
  return {
    inputTokens: inputTokens as number,
    maxOutputTokens: maxOutputTokens as number | null,
    messageCount: messageCount as number,
    userTurns: userTurns as number,
    hasSystem: hasSystem === 1,
    language: language as string,
    toolCount: toolCount as number,
    inToolLoop: inToolLoop === 1,
    needs: unpackBits(STORED_CAPABILITIES, needs as number),
    thinking: thinking === null ? null : thinking === 1,
  };
}

function packProfile(profile: TaskProfile): StoredRequest["p"] {
  return [
    STORED_TASKS.map((task) => thousandths(profile.tasks[task])),
    STORED_LEVELS.map((level) => thousandths(profile.complexity[level])),
    profile.outputTokens,
    profile.classifier,
    bit(profile.degraded),
  ];
}

export function unpackProfile([
  tasks,
  levels,
  outputTokens,
  classifier,
  degraded,
]: StoredRequest["p"]): TaskProfile {
  return {
    tasks: Object.fromEntries(
      STORED_TASKS.map((task, index) => [task, tasks[index]! / 1000]),
    ) as TaskProfile["tasks"],
    complexity: Object.fromEntries(
      STORED_LEVELS.map((level, index) => [level, levels[index]! / 1000]),
    ) as TaskProfile["complexity"],
    outputTokens,
    classifier,
    degraded: degraded === 1,
  };
}

function packOptions(options: RequestOptions): Partial<RequestOptions> {
  const {
    pin,
    objective,
    constraints,
    allowModels,
    excludeModels,
    allowProviders,
    unknownQuality,
    fallback,
  } = options;
  return {
    ...(pin && { pin }),
    ...(objective && { objective }),
    ...(Object.values(constraints).some((value) => value !== null) && { constraints }),
    ...(allowModels && { allowModels }),
    ...(excludeModels.length > 0 && { excludeModels }),
    ...(allowProviders && { allowProviders }),
    ...(unknownQuality && { unknownQuality }),
    ...(fallback !== null && { fallback }),
  };
}

export function unpackOptions(stored: StoredRequest, requestedModel: string): RequestOptions {
  return { ...noOptions(requestedModel), ...stored.o };
}

/** The live inputs of the decision, as they were. */
export function unpackCircumstances(
  stored: StoredRequest,
  snapshot: Snapshot,
  createdAt: string,
): Pick<RouteContext, "health" | "incumbent" | "now"> {
  const [version, offers = []] = stored.h;
  return {
    health: {
      version,
      offers: Object.fromEntries(
        offers.map(([ref, openUntil, latency]) => [offerAt(snapshot, ref).id, { openUntil, latency }]),
      ),
    },
    incumbent: stored.i ? { offer: offerAt(snapshot, stored.i[0]).id, cachedTokens: stored.i[1] } : null,
    now: stored.n ?? createdAt,
  };
}
