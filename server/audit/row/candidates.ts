import { RouterError } from "@/server/platform/errors";
import type { Candidate, Snapshot } from "@/server/router/types";
import { ByteReader, ByteWriter } from "./bytes";
import { offerAt, offerPositions } from "./offer-ref";

/**
 * Candidates as bytes, not JSON, so that a decision over 60 offers stays in one page of the table (`row.test.ts` holds
 * it to that). Points are whole millionths, which is what the router rounds to, so nothing is lost; only the ends of the
 * 95 % interval are kept to a ten-thousandth of a point.
 *
 * Form 1: the number 1, then per candidate: offer's position, flags, cost term, latency term, switching term (if
 * flagged), expected cost, expected ms; if known: success, value minus the sum of the terms, value minus interval's
 * low end, high end minus value.
 */
const FORM = 1;
const MILLION = 1e6;
const INTERVAL_STEP = 100;

const THINKING = 1;
const KNOWN = 2;
const COST_UNKNOWN = 4;
const LATENCY_UNKNOWN = 8;
const SWITCHING = 16;
const INTERVAL = 32;

const writer = new ByteWriter();
const micro = (points: number): number => Math.round(points * MILLION);

export function packCandidates(candidates: readonly Candidate[], snapshot: Snapshot): Buffer {
  const positions = offerPositions(snapshot);
  writer.start();
  writer.unsigned(FORM);
  for (const candidate of candidates) {
    const position = positions.get(candidate.offer);
    if (position === undefined)
      throw new RouterError("internal", "a candidate is not an offer of its snapshot");
    writeCandidate(candidate, position);
  }
  return writer.finish();
}

function writeCandidate({ mode, score, expected }: Candidate, position: number): void {
  const { terms, value, interval } = score;
  const known = value !== null && terms.success !== null;
  writer.unsigned(position);
  writer.unsigned(
    (mode === "thinking" ? THINKING : 0) |
      (known ? KNOWN : 0) |
      (expected.costUnknown ? COST_UNKNOWN : 0) |
      (expected.latencyUnknown ? LATENCY_UNKNOWN : 0) |
      (terms.switching === 0 ? 0 : SWITCHING) |
      (interval ? INTERVAL : 0),
  );
  const cost = micro(terms.cost);
  const latency = micro(terms.latency);
  const switching = micro(terms.switching);
  writer.signed(cost);
  writer.signed(latency);
  if (terms.switching !== 0) writer.signed(switching);
  writer.signed(Math.round(expected.costNanoUsd));
  writer.signed(Math.round(expected.latencyMs));
  if (!known) return;
  const success = micro(terms.success!);
  const total = micro(value);
  writer.signed(success);
  writer.signed(total - success - cost - latency - switching);
  if (!interval) return;
  writer.signed(Math.round((total - micro(interval[0])) / INTERVAL_STEP));
  writer.signed(Math.round((micro(interval[1]) - total) / INTERVAL_STEP));
}

export function unpackCandidates(bytes: Uint8Array, snapshot: Snapshot): Candidate[] {
  const reader = new ByteReader(bytes);
  if (reader.unsigned() !== FORM)
    throw new RouterError("internal", "a record's candidates are in an unknown form");
  const candidates: Candidate[] = [];
  while (!reader.done) candidates.push(readCandidate(reader, snapshot));
  return candidates;
}

function readCandidate(reader: ByteReader, snapshot: Snapshot): Candidate {
  const offer = offerAt(snapshot, reader.unsigned());
  const flags = reader.unsigned();
  const cost = reader.signed();
  const latency = reader.signed();
  const switching = flags & SWITCHING ? reader.signed() : 0;
  const costNanoUsd = reader.signed();
  const latencyMs = reader.signed();
  const known = (flags & KNOWN) !== 0;
  const success = known ? reader.signed() : null;
  const total = success === null ? null : reader.signed() + success + cost + latency + switching;
  const spread = flags & INTERVAL ? [reader.signed(), reader.signed()] : null;
  return {
    offer: offer.id,
    model: offer.model,
    provider: offer.provider,
    mode: flags & THINKING ? "thinking" : "standard",
    score: {
      state: known ? "known" : "unknown",
      value: total === null ? null : total / MILLION,
      interval: spread && total !== null ? [end(total, -spread[0]!), end(total, spread[1]!)] : null,
      terms: {
        success: success === null ? null : success / MILLION,
        cost: cost / MILLION,
        latency: latency / MILLION,
        switching: switching / MILLION,
      },
    },
    expected: {
      costNanoUsd,
      costUnknown: (flags & COST_UNKNOWN) !== 0,
      latencyMs,
      latencyUnknown: (flags & LATENCY_UNKNOWN) !== 0,
    },
  };
}

/** An end of the interval, in points, `steps` away from the value. */
const end = (total: number, steps: number): number =>
  Math.round(total / INTERVAL_STEP + steps) / (MILLION / INTERVAL_STEP);
