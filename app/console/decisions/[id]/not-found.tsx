import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";

export default function DecisionNotFound() {
  return (
    <Panel>
      <Notice
        title="Your team has no decision with this id"
        action={
          <Button asChild>
            <Link href="/console/decisions">All decisions</Link>
          </Button>
        }
      >
        <p>An id starts with dec_ and is in the x-fairlead-decision header of every answer.</p>
      </Notice>
    </Panel>
  );
}
