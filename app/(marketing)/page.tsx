import Link from "next/link";
import { Wordmark } from "@/components/brand/logo";
import { Flip } from "@/components/landing/flip";
import { TwoValues } from "@/components/landing/two-values";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { Button } from "@/components/ui/button";
import { contextOfRequest, Hydrated, queryClientOfRequest, trpc } from "@/server/console/prefetch";
import { SHOWCASE_PROMPTS } from "@/server/services/playground/showcase";

export default async function LandingPage() {
  const { visit } = await contextOfRequest();
  await queryClientOfRequest().prefetchQuery(trpc.showcase.flip.queryOptions({ example: 0 }));
  return (
    <Hydrated>
      <header className="mx-auto flex h-14 max-w-6xl items-center justify-between px-4 sm:px-6">
        <Wordmark />
        <nav aria-label="Site" className="flex items-center gap-1">
          <ThemeToggle />
          <Button asChild>
            <Link href="/console">Console</Link>
          </Button>
        </nav>
      </header>
      <main className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-16 px-4 pt-12 pb-24 sm:px-6 sm:pt-20">
        <section className="grid grid-cols-[minmax(0,1fr)] items-start gap-10 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          <div className="grid gap-6 lg:pt-6">
            <h1 className="text-hero font-semibold tracking-tight text-balance">
              Every request to the model that fits it
            </h1>
            <p className="max-w-[56ch] text-lead text-ink-soft">
              Fairlead reads each request, scores the open models that may serve it on your objective, serves
              the winner with a fallback ready, and keeps a record that says why.
            </p>
            <div className="flex flex-wrap gap-3">
              <Button asChild tone="primary">
                <Link href="/console/playground">Open the playground</Link>
              </Button>
              <Button asChild>
                <Link href="/console/decisions">Read the decisions</Link>
              </Button>
            </div>
          </div>
          <Flip prompts={SHOWCASE_PROMPTS} />
        </section>
        <section className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:gap-10">
          <div className="grid gap-3">
            <h2 className="text-title font-semibold tracking-tight">Two values change</h2>
            <p className="max-w-[56ch] text-lead text-ink-soft">
              The base URL and the model. Your OpenAI SDK, prompts, streaming and tool calls stay as they are.
              To go back, name a model instead of auto.
            </p>
          </div>
          <TwoValues baseUrl={visit.baseUrl} />
        </section>
      </main>
    </Hydrated>
  );
}
