import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { refuseMalformed } from "./fast-door";

let server: Server;
afterEach(() => server.close());

async function raw(text: string): Promise<string> {
  server = createServer({ maxHeaderSize: 1024 }).on("clientError", refuseMalformed);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(text);
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

it.each([
  ["NOT HTTP\r\n\r\n", 400],
  [`GET /v1/models HTTP/1.1\r\nx: ${"y".repeat(2000)}\r\n\r\n`, 431],
])("what is no request is refused in OpenAI's envelope too (%#)", async (text, status) => {
  const answer = await raw(text);
  expect(answer).toContain(`HTTP/1.1 ${status} `);
  const body = JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4)) as { error: object };
  expect(Object.keys(body.error).toSorted()).toEqual(["code", "message", "param", "type"]);
});
