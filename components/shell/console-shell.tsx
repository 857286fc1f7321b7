import Link from "next/link";
import type { ReactNode } from "react";
import { Wordmark } from "../brand/logo";
import { ConsoleNav } from "./console-nav";
import { ThemeToggle } from "./theme-toggle";
import { UserMenu } from "./user-menu";

interface ConsoleShellProps {
  team: string;
  user: { name: string; email: string };
  children: ReactNode;
}

/** Narrow sidebar, one header line; on a phone the places stand under the header. */
export function ConsoleShell({ team, user, children }: ConsoleShellProps) {
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] md:grid-cols-[184px_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only rounded bg-surface px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        Skip to the content
      </a>
      <aside className="hidden border-r bg-surface md:block">
        <div className="sticky top-0 grid gap-4 p-3">
          <Link href="/" className="flex h-8 items-center rounded px-2">
            <Wordmark />
          </Link>
          <ConsoleNav className="grid gap-0.5" />
        </div>
      </aside>
      <div className="min-w-0">
        <header className="sticky top-0 z-20 border-b bg-surface">
          <div className="flex h-12 items-center justify-between gap-3 px-4 sm:px-6">
            <div className="flex min-w-0 items-center gap-3">
              <Link href="/" className="md:hidden" aria-label="Fairlead, home">
                <Wordmark />
              </Link>
              <span className="hidden truncate font-medium md:inline">{team}</span>
            </div>
            <div className="flex items-center gap-1">
              <ThemeToggle />
              <UserMenu {...user} />
            </div>
          </div>
          <ConsoleNav className="flex gap-1 border-t px-3 py-1 md:hidden" />
        </header>
        <main id="content" className="min-w-0 p-4 sm:p-6">
          {children}
        </main>
      </div>
    </div>
  );
}
