import type { Metadata } from "next";
import { Keys } from "@/components/keys/keys";
import { KeysRefused } from "@/components/keys/keys-refused";
import { KeysTitle } from "@/components/keys/keys-title";
import { mayManageKeys } from "@/server/auth/role";
import { contextOfRequest, Hydrated, queryClientOfRequest, trpc } from "@/server/console/prefetch";
import { requireViewer } from "@/server/console/require-viewer";

export const metadata: Metadata = { title: "Keys" };

export default async function KeysPage() {
  const { team } = await requireViewer("/console/keys");
  const { visit } = await contextOfRequest();
  const allowed = mayManageKeys(team);
  if (allowed) await queryClientOfRequest().prefetchQuery(trpc.key.list.queryOptions());
  return (
    <Hydrated>
      <KeysTitle />
      {allowed ? <Keys baseUrl={visit.baseUrl} /> : <KeysRefused />}
    </Hydrated>
  );
}
