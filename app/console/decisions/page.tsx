import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { DecisionList } from "@/components/decisions/decision-list";
import { loadDecisionFilters } from "@/components/decisions/filters";
import { FirstCall } from "@/components/decisions/first-call";
import { PageTitle } from "@/components/shell/page-title";
import { Hydrated, contextOfRequest, queryClientOfRequest, trpc } from "@/server/console/prefetch";
import { requireViewer } from "@/server/console/require-viewer";

export const metadata: Metadata = { title: "Decisions" };

export default async function DecisionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireViewer("/console/decisions");
  const filters = await loadDecisionFilters(searchParams);
  const { visit } = await contextOfRequest();
  await queryClientOfRequest().prefetchInfiniteQuery(
    trpc.decision.list.infiniteQueryOptions(filters, { getNextPageParam: (page) => page.nextCursor }),
  );
  return (
    <Hydrated>
      <PageTitle
        title="Decisions"
        lead="Every request, the model that was chosen for it, and what happened."
      />
      <DecisionList firstCall={<FirstCall baseUrl={visit.baseUrl} />} />
    </Hydrated>
  );
}
