import Link from "next/link";
import { PlainPage } from "@/components/shell/plain-page";
import { Button } from "@/components/ui/button";

export default function NotFound() {
  return (
    <PlainPage>
      <div className="grid gap-2">
        <h1 className="text-title font-semibold tracking-tight">There is no page here</h1>
        <p className="text-ink-soft">The address may be mistyped, or the page has moved.</p>
      </div>
      <div className="flex gap-2">
        <Button asChild tone="primary">
          <Link href="/console/decisions">Open the console</Link>
        </Button>
        <Button asChild>
          <Link href="/">Home</Link>
        </Button>
      </div>
    </PlainPage>
  );
}
