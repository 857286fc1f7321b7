import type { ReactNode } from "react";
import { ConsoleShell } from "@/components/shell/console-shell";
import { contextOfRequest } from "@/server/console/prefetch";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { viewer } = await contextOfRequest();
  // Each page sends a stranger to sign in by itself, since only it knows where they wanted to go.
  if (!viewer) return children;
  return (
    <ConsoleShell team={viewer.team?.name ?? "No team"} user={{ name: viewer.name, email: viewer.email }}>
      {children}
    </ConsoleShell>
  );
}
