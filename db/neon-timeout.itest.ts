import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { openDatabase } from "./client";

/** PostgreSQL's protocol as far as one answer: it accepts everybody, answers one statement, and then is silent. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const ACCEPTED = Buffer.concat([Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]), READY]);
const DONE = Buffer.concat([Buffer.from([0x43, 0, 0, 0, 13]), Buffer.from("SELECT 1\0"), READY]);

let server: WebSocketServer;
beforeAll(async () => {
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (socket) => {
    let seen = 0;
    socket.on("message", () => {
      seen++;
      if (seen === 1) socket.send(ACCEPTED);
      if (seen === 2) socket.send(DONE);
    });
  });
});
afterAll(() => {
  for (const client of server.clients) client.terminate();
  server.close();
});

test("a statement that Neon never answers ends with an error instead of waiting for ever", async () => {
  const { port } = server.address() as AddressInfo;
  const db = await openDatabase({
    driver: "neon",
    url: "postgres://someone:hush-hush@db.invalid/fairlead",
    dataDir: null,
    neonWsProxy: `127.0.0.1:${port}/v1`,
    queryTimeoutMs: 200,
  });
  await expect(db.query("select 2")).rejects.toThrow("Query read timeout");
  for (const client of server.clients) client.terminate();
  await db.close();
});
