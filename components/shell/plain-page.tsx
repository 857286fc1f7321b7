import Link from "next/link";
import type { ReactNode } from "react";
import { Wordmark } from "../brand/logo";
import { ThemeToggle } from "./theme-toggle";

/** One column under the name: sign-in, not found, errors. */
export function PlainPage({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <header className="flex h-14 items-center justify-between px-4 sm:px-6">
        <Link href="/" className="rounded">
          <Wordmark />
        </Link>
        <ThemeToggle />
      </header>
      <main className="mx-auto grid w-full max-w-sm content-start gap-6 px-4 pt-[8vh] pb-16">{children}</main>
    </div>
  );
}
