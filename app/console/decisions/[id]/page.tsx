import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { DecisionDetail } from "@/components/decisions/decision-detail";
import { Hydrated, queryClientOfRequest, trpc } from "@/server/console/prefetch";
import { requireViewer } from "@/server/console/require-viewer";
import { isNotFound } from "@/server/console/trpc-error";

export const metadata: Metadata = { title: "Decision" };

export default async function DecisionPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireViewer(`/console/decisions/${id}`);
  try {
    await queryClientOfRequest().fetchQuery(trpc.decision.get.queryOptions({ id }));
  } catch (error) {
    if (isNotFound(error)) notFound();
    throw error;
  }
  return (
    <Hydrated>
      <Link
        href="/console/decisions"
        className="mb-4 inline-flex items-center gap-1.5 rounded text-ink-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Decisions
      </Link>
      <DecisionDetail id={id} />
    </Hydrated>
  );
}
