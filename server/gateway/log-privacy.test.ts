import { afterEach, describe, expect, it, vi } from "vitest";
import { log } from "@/server/platform/log";
import { handle } from "./gateway";
import { chatExchange, testRuntime } from "./testing/in-process";

const SECRET = "my diagnosis is";
const said: unknown[] = [];
for (const level of ["debug", "info", "warn", "error"] as const) {
  vi.spyOn(log, level).mockImplementation((...line: unknown[]) => void said.push(line));
}
afterEach(() => void said.splice(0));
const started = testRuntime();

const upstreamRefuses = (message: string) => () =>
  Promise.resolve({
    status: 400,
    headers: {},
    body: (async function* () {
      yield await Promise.resolve(Buffer.from(JSON.stringify({ error: { message, type: "invalid" } })));
    })(),
  });

describe("a prompt never reaches the log", () => {
  it("not by an upstream's refusal that quotes it, which the caller alone reads", async () => {
    const { runtime, serve } = await started;
    serve(upstreamRefuses(`cannot read "${SECRET}"`));
    const { body, status } = await handle(
      chatExchange({ model: "custom", messages: [{ role: "user", content: SECRET }] }),
      runtime,
    );
    expect([status, Buffer.from(body as Uint8Array).toString()]).toEqual([
      400,
      expect.stringContaining(SECRET),
    ]);
    expect(said).toHaveLength(1);
    expect(JSON.stringify(said)).not.toContain(SECRET);
  });

  it("not by a body that is not JSON, which the parser quotes", async () => {
    const { runtime } = await started;
    const exchange = { ...chatExchange({}), body: () => Promise.resolve(Buffer.from(SECRET)) };
    expect((await handle(exchange, runtime)).status).toBe(400);
    expect(said).toHaveLength(1);
    expect(JSON.stringify(said)).not.toContain(SECRET.slice(0, 5));
  });
});
