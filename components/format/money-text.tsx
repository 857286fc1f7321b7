import { Unknown } from "../ui/unknown";
import { exactMoney, formatMoney } from "./money";

/** Money with its unit and the exact amount as title; an unknown amount says so. */
export function MoneyText({ nanoUsd }: { nanoUsd: number | null }) {
  if (nanoUsd === null) return <Unknown title="No dated price or no reported usage" />;
  return <span title={exactMoney(nanoUsd)}>{formatMoney(nanoUsd)}</span>;
}
