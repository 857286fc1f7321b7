/**
 * The least that a gateway in Node can cost: node:http in, undici's dispatch out, bytes passed on as they come. It
 * reads, checks, decides and records nothing.
 */
import http from "node:http";
import { Pool, type Dispatcher } from "undici";

const pool = new Pool(process.env.UPSTREAM!, { connections: 512, pipelining: 1 });
const HOP_BY_HOP = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "keep-alive",
  "accept-encoding",
]);

function passOn(headers: http.IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !HOP_BY_HOP.has(name)) kept[name] = value;
  return kept;
}

class PassThrough implements Dispatcher.DispatchHandler {
  constructor(private readonly response: http.ServerResponse) {}

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.response.on("close", () => {
      if (!this.response.writableFinished) controller.abort(new Error("the client left"));
    });
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: http.IncomingHttpHeaders,
  ): void {
    const kept = passOn(headers);
    if (headers["content-length"]) kept["content-length"] = headers["content-length"];
    this.response.writeHead(status, kept);
  }

  onResponseData(controller: Dispatcher.DispatchController, bytes: Buffer): void {
    if (this.response.write(bytes)) return;
    controller.pause();
    this.response.once("drain", () => controller.resume());
  }

  onResponseEnd(): void {
    this.response.end();
  }

  onResponseError(): void {
    if (!this.response.headersSent) this.response.writeHead(502);
    this.response.end();
  }
}

const server = http.createServer({ keepAliveTimeout: 60_000, noDelay: true }, (request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    const body = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    pool.dispatch(
      { method: "POST", path: request.url ?? "/", headers: passOn(request.headers), body },
      new PassThrough(response),
    );
  });
});
server.listen(Number(process.env.PORT), "127.0.0.1", 4096);
