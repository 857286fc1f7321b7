// The least that a Next route handler can cost: undici out, bytes passed on. What the serverless door is measured against.
import { Readable } from "node:stream";
import { Pool } from "undici";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

const pool = new Pool(process.env.UPSTREAM ?? "http://127.0.0.1", { connections: 512, pipelining: 1 });

export async function POST(request) {
  const { statusCode, headers, body } = await pool.request({
    method: "POST",
    path: "/v1/chat/completions",
    headers: { "content-type": "application/json" },
    body: await request.text(),
    signal: request.signal,
  });
  const type = String(headers["content-type"]);
  if (!type.startsWith("text/event-stream")) {
    return new Response(await body.text(), { status: statusCode, headers: { "content-type": type } });
  }
  return new Response(Readable.toWeb(body), {
    status: statusCode,
    headers: { "content-type": type, "cache-control": "no-cache, no-transform" },
  });
}
