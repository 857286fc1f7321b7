import "server-only";
import { redirect } from "next/navigation";
import type { Viewer } from "@/server/auth/session";
import { contextOfRequest } from "./prefetch";

/** The signed-in person; anybody else is sent to sign in and comes back to `path`. */
export async function requireViewer(path: string): Promise<Viewer> {
  const { viewer } = await contextOfRequest();
  if (!viewer) redirect(`/sign-in?from=${encodeURIComponent(path)}`);
  return viewer;
}
