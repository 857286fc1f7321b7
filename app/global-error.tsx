"use client";

import "./globals.css";
import { Failure } from "@/components/shell/failure";

/** The root layout itself failed: no theme, no fonts, still in words. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="mx-auto max-w-lg bg-canvas p-6 text-ink">
        <Failure {...props} />
      </body>
    </html>
  );
}
