import type { KeyRow, KeyState } from "@/server/services/key/list";
import type { Outcome } from "../decisions/outcome";
import { OutcomeChip } from "../decisions/outcome-chip";
import { Time } from "../format/time";

const STATES: Record<KeyState, Outcome> = {
  active: { word: "active", tone: "served", shape: "disc", meaning: "Requests with it are answered." },
  expired: { word: "expired", tone: "unsure", shape: "ring", meaning: "Its time is over; it is refused." },
  revoked: { word: "revoked", tone: "unsure", shape: "bar", meaning: "It is refused for good." },
};

export const KeyStateChip = ({ state }: { state: KeyState }) => <OutcomeChip outcome={STATES[state]} />;

const KINDS = {
  api: { word: "API", meaning: "Made in the console or at the first start" },
  bootstrap: { word: "bootstrap", meaning: "Set by the operator in FAIRLEAD_BOOTSTRAP_KEY" },
} as const;

export const KeyKind = ({ kind }: { kind: KeyRow["kind"] }) => (
  <span title={KINDS[kind].meaning}>{KINDS[kind].word}</span>
);

/** What may be shown of a key: its public start and its last four characters. */
export const keyText = ({ prefix, last4 }: Pick<KeyRow, "prefix" | "last4">) => `${prefix}…${last4}`;

/** Never used is known, and not the same as unknown. */
export function LastUse({ at }: { at: string | null }) {
  return at ? <Time value={at} className="figure text-meta" /> : <span className="text-ink-soft">never</span>;
}
