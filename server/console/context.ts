import { readViewer, type Viewer } from "@/server/auth/session";
import { visitOf, type Visit } from "@/server/auth/visit";
import { getRuntime, type Runtime } from "@/server/runtime";

/** What every procedure gets. A test makes one by itself, without HTTP. */
export interface ConsoleContext {
  runtime: Runtime;
  viewer: Viewer | null;
  visit: Visit;
}

/** From a request's headers and cookies. */
export async function createContext(headers: Headers): Promise<ConsoleContext> {
  const runtime = await getRuntime();
  return {
    runtime,
    viewer: await readViewer(runtime, headers),
    visit: visitOf(headers, runtime.settings.publicUrl),
  };
}
