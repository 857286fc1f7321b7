import { DecisionListSkeleton } from "@/components/decisions/decision-skeleton";
import { PageTitle } from "@/components/shell/page-title";
import { Panel } from "@/components/ui/panel";

export default function DecisionsLoading() {
  return (
    <>
      <PageTitle
        title="Decisions"
        lead="Every request, the model that was chosen for it, and what happened."
      />
      <Panel>
        <DecisionListSkeleton />
      </Panel>
    </>
  );
}
