import { toTimestamp } from "@/server/platform/clock";
import type { Snapshot } from "@/server/router/types";
import type { Decision } from "../decision";
import { unpackAttempt, unpackCost, unpackUsage } from "./attempts";
import { unpackCandidates } from "./candidates";
import { unpackExclusions } from "./exclusions";
import { offerAt } from "./offer-ref";
import { unpackAssumed, unpackTask, unpackWeights } from "./plan";
import { unpackFeatures, unpackProfile } from "./request";
import type { DecisionRow, StoredRecord } from "./row";
import { STORED_FLAGS, unpackBits } from "./stored-lists";

export function recordIn(row: DecisionRow): StoredRecord {
  return typeof row.record === "string" ? (JSON.parse(row.record) as StoredRecord) : row.record;
}

/** The record's JSON from its row and the snapshot that the row names. */
export function decisionOf(row: DecisionRow, snapshot: Snapshot): Decision {
  const record = recordIn(row);
  const createdAtMs = new Date(row.created_at).getTime();
  const profile = unpackProfile(record.p);
  const winner = record.w === null ? null : offerAt(snapshot, record.w);
  return {
    id: row.id,
    createdAt: toTimestamp(createdAtMs),
    state: row.state,
    flags: unpackBits(STORED_FLAGS, row.flags),
    requestedModel: record.rm ?? row.requested_model,
    objective: row.objective,
    weights: unpackWeights(record, row.objective, snapshot),
    task: unpackTask(record.t),
    complexity: { level: row.complexity, p: { ...profile.complexity } },
    winner: winner && { model: winner.model, provider: winner.provider, offer: winner.id },
    candidates: unpackCandidates(row.candidates, snapshot),
    exclusions: unpackExclusions(record.x, snapshot),
    fallbacks: record.fb.map((ref) => offerAt(snapshot, ref).id),
    margin: record.m,
    reason: { code: row.reason, sentence: record.s },
    assumedCapabilities: unpackAssumed(record),
    attempts: record.a.map((attempt) => unpackAttempt(attempt, snapshot, createdAtMs)),
    usage: unpackUsage(record.u),
    cost: unpackCost(record.c),
    features: unpackFeatures(record.f),
    profile,
    pin: record.pin ?? null,
    versions: {
      router: record.r,
      classifier: profile.classifier,
      snapshot: row.snapshot_id,
      policy: record.pv,
      health: record.h[0],
    },
  };
}
