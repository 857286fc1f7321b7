import { after } from "next/server";
import { webRoute } from "@/server/gateway/web-route";
import { getRuntime } from "@/server/runtime";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** The serverless door: every method, so that a wrong one is refused in OpenAI's envelope. */
const serve = webRoute(getRuntime, after);

export {
  serve as DELETE,
  serve as GET,
  serve as HEAD,
  serve as OPTIONS,
  serve as PATCH,
  serve as POST,
  serve as PUT,
};
