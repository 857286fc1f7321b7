import { after } from "next/server";
import { webRoute } from "@/server/gateway/web-route";
import { getRuntime } from "@/server/runtime";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";
/** Seconds; the longest answer a function may give. The gateway's own deadline is ten minutes. */
export const maxDuration = 600;

/** The serverless door: all of `/v1`, unknown paths and methods too, so that every error is in OpenAI's envelope. */
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
