"use client";

import { useQuery } from "@tanstack/react-query";
import type { Ref } from "react";
import { useTRPC } from "../trpc/trpc";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { KeyTable } from "./key-table";
import { KeyLinesSkeleton } from "./keys-skeleton";
import { problemOf } from "./problem";

interface KeyListProps {
  ref: Ref<HTMLElement>;
  onRevoked: (name: string) => void;
}

/** The team's keys with the list's four states. */
export function KeyList({ ref, onRevoked }: KeyListProps) {
  const { data, error, isPending, refetch } = useQuery(useTRPC().key.list.queryOptions());
  return (
    <Panel ref={ref} tabIndex={-1} aria-label="The team's keys" className="min-w-0">
      {isPending && <KeyLinesSkeleton />}
      {error && (
        <Notice
          tone="failed"
          title="The keys could not be read"
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          <p>{problemOf(error)}</p>
        </Notice>
      )}
      {data?.rows.length === 0 && (
        <Notice title="No key yet">
          <p>Create one above. It is listed here with its last use, and can be revoked at any time.</p>
        </Notice>
      )}
      {data && data.rows.length > 0 && (
        <>
          <KeyTable rows={data.rows} onRevoked={onRevoked} />
          <p className="border-t px-4 py-2 text-meta text-ink-soft">
            {data.truncated && `The first ${data.rows.length} are listed; keys that work come first. `}
            Last use is noted at most once an hour.
          </p>
        </>
      )}
    </Panel>
  );
}
