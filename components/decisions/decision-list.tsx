"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { plural } from "../format/figures";
import { useTRPC } from "../trpc/trpc";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { DecisionListSkeleton } from "./decision-skeleton";
import { DecisionTable } from "./decision-table";
import { FilterBar } from "./filter-bar";
import { decisionFilters } from "./filters";

/** The list with its four states. `firstCall` is shown when the team has no decision at all. */
export function DecisionList({ firstCall }: { firstCall: ReactNode }) {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(decisionFilters);
  const query = useInfiniteQuery(
    trpc.decision.list.infiniteQueryOptions(filters, { getNextPageParam: (page) => page.nextCursor }),
  );
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = Object.values(filters).some((value) => value !== null);

  if (query.isSuccess && rows.length === 0 && !filtered) return <Panel>{firstCall}</Panel>;
  return (
    <Panel aria-label="Decisions" className="min-w-0">
      <FilterBar />
      {query.isPending && <DecisionListSkeleton />}
      {query.isError && (
        <Notice
          tone="failed"
          title="The list could not be read"
          action={<Button onClick={() => void query.refetch()}>Try again</Button>}
        >
          <p>{query.error.message}</p>
        </Notice>
      )}
      {query.isSuccess && rows.length === 0 && (
        <Notice
          title="Nothing matches these filters"
          action={<Button onClick={() => void setFilters(null)}>Clear filters</Button>}
        >
          <p>There are decisions, but none with this outcome, objective, task and requested model.</p>
        </Notice>
      )}
      {rows.length > 0 && <DecisionTable rows={rows} />}
      {rows.length > 0 && (
        <footer className="flex items-center justify-between gap-3 border-t px-4 py-2 text-meta text-ink-soft">
          <span>{plural(rows.length, "decision")}, newest first</span>
          {query.hasNextPage ? (
            <Button
              size="small"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {query.isFetchingNextPage ? "Loading…" : "Load older"}
            </Button>
          ) : (
            <span>That is all</span>
          )}
        </footer>
      )}
    </Panel>
  );
}
