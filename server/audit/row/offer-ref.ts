import type { Offer, Snapshot } from "@/server/router/types";

/** An offer in a stored record: its position in the record's snapshot, or its id when the snapshot has none such. */
export type OfferRef = number | string;

const positions = new WeakMap<Snapshot, Map<string, number>>();

/** Positions of a snapshot's offers, made once per snapshot: its content never changes. */
export function offerPositions(snapshot: Snapshot): Map<string, number> {
  let known = positions.get(snapshot);
  if (!known) {
    known = new Map(snapshot.offers.map((offer, index) => [offer.id, index]));
    positions.set(snapshot, known);
  }
  return known;
}

export const refOf = (snapshot: Snapshot, offer: string): OfferRef =>
  offerPositions(snapshot).get(offer) ?? offer;

/** Names the offer again. One outside the snapshot is read off its id, `org/model@provider`. */
export function offerAt(snapshot: Snapshot, ref: OfferRef): Pick<Offer, "id" | "model" | "provider"> {
  const offer = typeof ref === "number" ? snapshot.offers[ref] : undefined;
  if (offer) return offer;
  const id = String(ref);
  const at = id.lastIndexOf("@");
  return { id, model: at < 0 ? id : id.slice(0, at), provider: at < 0 ? "" : id.slice(at + 1) };
}
