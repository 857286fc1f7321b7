import type { Exclusion, ExclusionRule } from "@/server/router/types";
import { formatCount, formatDuration, formatPoints, plural } from "../format/figures";
import { formatMoney } from "../format/money";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { Unknown } from "../ui/unknown";
import { ModelName } from "./model-name";

const WORDS: Record<ExclusionRule, { title: string; value: string; limit: string }> = {
  scope: { title: "Outside the allowed models", value: "Model", limit: "Allowed" },
  provider: { title: "Provider not allowed", value: "Provider", limit: "Allowed" },
  pin: { title: "Passed over by the pin", value: "Model", limit: "Pinned" },
  capability: { title: "Lacks a capability the request needs", value: "Has", limit: "Needs" },
  context: { title: "Context too small", value: "Context", limit: "Needed" },
  "price-ceiling": { title: "Above the price ceiling", value: "Expected cost", limit: "Ceiling" },
  "latency-ceiling": { title: "Above the latency ceiling", value: "Expected time", limit: "Ceiling" },
  "min-quality": { title: "Below the least quality", value: "Predicted success", limit: "Least" },
  "unknown-quality": {
    title: "Unknown quality, which the policy does not accept",
    value: "Quality",
    limit: "Policy",
  },
  health: { title: "Cooling down after failures", value: "Open until", limit: "Now" },
  budget: { title: "Budget used up", value: "Left", limit: "Needed" },
};

/** The value in the unit of its rule. */
function inUnit(rule: ExclusionRule, value: Exclusion["value"]): string | null {
  if (value === null) return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (rule === "price-ceiling" || rule === "budget") return formatMoney(value);
  if (rule === "latency-ceiling") return formatDuration(value);
  if (rule === "min-quality") return `${formatPoints(value)} %`;
  if (rule === "context") return `${formatCount(value)} tokens`;
  return formatCount(value);
}

export function ExclusionGroups({ exclusions }: { exclusions: Exclusion[] }) {
  const groups = new Map<ExclusionRule, Exclusion[]>();
  for (const exclusion of exclusions) {
    groups.set(exclusion.rule, [...(groups.get(exclusion.rule) ?? []), exclusion]);
  }
  return (
    <div>
      {[...groups].map(([rule, members]) => (
        <details key={rule} className="border-b last:border-b-0">
          <summary className="flex items-center justify-between gap-3 px-4 py-2.5 hover:bg-hover">
            <span className="font-medium">{WORDS[rule].title}</span>
            <span className="figure text-meta text-ink-soft">{plural(members.length, "offer")}</span>
          </summary>
          <div className="border-t bg-sunken/40">
            <Table label={WORDS[rule].title}>
              <thead>
                <tr>
                  <HeadCell>Offer</HeadCell>
                  <HeadCell>{WORDS[rule].value}</HeadCell>
                  <HeadCell>{WORDS[rule].limit}</HeadCell>
                </tr>
              </thead>
              <tbody>
                {members.map((member) => (
                  <Row key={member.offer}>
                    <Cell className="whitespace-nowrap">
                      <ModelName model={member.model} provider={member.provider} />
                    </Cell>
                    <Value text={inUnit(rule, member.value)} />
                    <Value text={inUnit(rule, member.limit)} />
                  </Row>
                ))}
              </tbody>
            </Table>
          </div>
        </details>
      ))}
    </div>
  );
}

function Value({ text }: { text: string | null }) {
  return <Cell className="figure text-meta">{text === null ? <Unknown /> : text}</Cell>;
}
