import { z } from "zod";
import type { Queryable } from "@/db/client";
import {
  OBJECTIVES,
  TASKS,
  UNKNOWN_QUALITY_RULES,
  type Policy,
  type PolicyLevel,
} from "@/server/router/types";

const pin = z.strictObject({ model: z.string().min(1), provider: z.string().min(1).nullable() });
const names = z.array(z.string().min(1));

/** A level of policy as it is stored. What does not parse is refused: a rule that cannot be read must not be skipped. */
export const policyLevelSchema: z.ZodType<PolicyLevel> = z.strictObject({
  objective: z.enum(OBJECTIVES).nullable(),
  weights: z.strictObject({ lambda: z.number().positive(), mu: z.number().min(0) }).nullable(),
  constraints: z.strictObject({
    maxCostNanoUsd: z.number().int().min(0).nullable(),
    maxLatencyMs: z.number().min(0).nullable(),
    minQuality: z.number().min(0).max(100).nullable(),
  }),
  unknownQuality: z.enum(UNKNOWN_QUALITY_RULES).nullable(),
  allowModels: names.nullable(),
  excludeModels: names,
  allowProviders: names.nullable(),
  fallback: z.boolean().nullable(),
  pin: pin.nullable(),
  locked: z.boolean(),
  taskPins: z.partialRecord(z.enum(TASKS), pin),
});

/** A level whose owner set nothing. */
export const UNSET_LEVEL: PolicyLevel = {
  objective: null,
  weights: null,
  constraints: { maxCostNanoUsd: null, maxLatencyMs: null, minQuality: null },
  unknownQuality: null,
  allowModels: null,
  excludeModels: [],
  allowProviders: null,
  fallback: null,
  pin: null,
  locked: false,
  taskPins: {},
};

export const DEFAULT_POLICY: Policy = { version: "default", team: UNSET_LEVEL, key: UNSET_LEVEL };

interface StoredLevel {
  id: string;
  level: unknown;
}

/** The newest row of a level as one JSON value, for a query that has `k` (a key) in sight. */
const newest = (condition: string) =>
  `(select json_build_object('id', p.id, 'level', p.level) from policies p where ${condition} order by p.version desc limit 1)`;
export const TEAM_LEVEL_SQL = newest("p.team_id = k.team_id and p.key_id is null");
export const KEY_LEVEL_SQL = newest("p.key_id = k.id");

/** The policy made of two stored levels (null: never set); throws when one does not parse. */
export function policyOf(team: StoredLevel | null, key: StoredLevel | null): Policy {
  if (!team && !key) return DEFAULT_POLICY;
  return {
    version: `${team?.id ?? "default"}+${key?.id ?? "default"}`,
    team: team ? policyLevelSchema.parse(team.level) : UNSET_LEVEL,
    key: key ? policyLevelSchema.parse(key.level) : UNSET_LEVEL,
  };
}

/** The policy that a record names, as it was then: rows are never edited. Null when a row is gone. */
export async function policyAt(db: Queryable, version: string): Promise<Policy | null> {
  if (version === DEFAULT_POLICY.version) return DEFAULT_POLICY;
  const ids = version.split("+").map((id) => (id === "default" ? null : id));
  const rows = await db.query<StoredLevel>("select id, level from policies where id = any($1)", [
    ids.filter((id) => id !== null),
  ]);
  const [team, key] = ids.map((id) => rows.find((row) => row.id === id) ?? null);
  const found = (id: string | null | undefined, row: unknown) => !id || row !== null;
  return ids.length === 2 && found(ids[0], team) && found(ids[1], key) ? policyOf(team!, key!) : null;
}
