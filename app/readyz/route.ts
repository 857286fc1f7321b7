import { after } from "next/server";
import { serveWebRequest } from "@/server/gateway/serverless-door";
import { getRuntime } from "@/server/runtime";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return serveWebRequest(request, await getRuntime(), after);
}
