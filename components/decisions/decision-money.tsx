import type { Decision } from "@/server/audit/decision";
import { formatCount } from "../format/figures";
import { exactMoney } from "../format/money";
import { MoneyText } from "../format/money-text";
import { Fact, Facts } from "../ui/facts";
import { MonoId } from "../ui/mono-id";
import { Unknown } from "../ui/unknown";

/** Tokens and money as they were settled. */
export function DecisionMoney({ decision }: { decision: Decision }) {
  const { usage, cost, attempts } = decision;
  if (attempts.length === 0)
    return <p className="px-4 py-6 text-ink-soft">No upstream was called, so nothing was spent.</p>;
  const failed = attempts.filter((attempt) => attempt.outcome !== "served");
  const failedCost = failed.reduce((sum, attempt) => sum + (attempt.cost.value ?? 0), 0);
  return (
    <Facts>
      <Fact name="Cost of this request" note={cost.value === null ? undefined : exactMoney(cost.value)}>
        <span className="figure font-semibold">
          <MoneyText nanoUsd={cost.value} />
        </span>
      </Fact>
      <Fact name="Input">
        <Tokens count={usage?.inputTokens} />
      </Fact>
      <Fact name="Output" note={usage?.estimated ? "estimated: the provider reported none" : undefined}>
        <Tokens count={usage?.outputTokens} />
      </Fact>
      {usage?.cachedInputTokens != null && (
        <Fact name="of it cached input">
          <Tokens count={usage.cachedInputTokens} />
        </Fact>
      )}
      {usage?.reasoningTokens != null && (
        <Fact name="of it reasoning">
          <Tokens count={usage.reasoningTokens} />
        </Fact>
      )}
      {failed.length > 0 && (
        <Fact name="Spent on attempts that failed">
          <span className="figure">
            <MoneyText nanoUsd={failed.some((attempt) => attempt.cost.value === null) ? null : failedCost} />
          </span>
        </Fact>
      )}
      <Fact name="Price row">
        {cost.priceRow ? <MonoId value={cost.priceRow} what="price row id" /> : <Unknown />}
      </Fact>
    </Facts>
  );
}

function Tokens({ count }: { count: number | null | undefined }) {
  if (count == null) return <Unknown title="The provider reported no count" />;
  return (
    <>
      <span className="figure">{formatCount(count)}</span> tokens
    </>
  );
}
