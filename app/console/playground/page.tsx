import type { Metadata } from "next";
import { Playground } from "@/components/playground/playground";
import { EXAMPLES } from "@/components/playground/examples";
import { PageTitle } from "@/components/shell/page-title";
import { mayRunModels } from "@/server/auth/role";
import { Hydrated, queryClientOfRequest, trpc } from "@/server/console/prefetch";
import { requireViewer } from "@/server/console/require-viewer";

export const metadata: Metadata = { title: "Playground" };

export default async function PlaygroundPage() {
  const { team } = await requireViewer("/console/playground");
  const prompt = EXAMPLES[0].prompt;
  await queryClientOfRequest().prefetchQuery(trpc.playground.preview.queryOptions({ prompt, system: "" }));
  return (
    <Hydrated>
      <PageTitle title="Playground" lead="One prompt, four objectives. See who would win, then run one." />
      <Playground initialPrompt={prompt} mayRun={mayRunModels(team)} />
    </Hydrated>
  );
}
