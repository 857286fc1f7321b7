import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Target } from "./load";
import { monotonicMs } from "./monotonic";
import { request } from "./processes";
import { spread, type Spread } from "./statistics";

const TRIES = 15;

/** Opens a stream, leaves after its first bytes, and returns when that was. */
function leaveOnce(target: Target): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(target.port, "127.0.0.1", () => socket.write(target.streamed));
    let text = "";
    socket.on("error", reject);
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      if (!text.includes("chat.completion.chunk")) return;
      const leftMs = monotonicMs();
      socket.destroy();
      resolve(leftMs);
    });
  });
}

async function departureOf(upstreamPort: number): Promise<number | null> {
  for (let wait = 0; wait < 100; wait++) {
    const [seen] = JSON.parse((await request(upstreamPort, { path: "/departures" })).text) as number[];
    if (seen !== undefined) return seen;
    await sleep(10);
  }
  return null;
}

/** Milliseconds from a client's leaving in mid-stream to the upstream's seeing it; a try that it never saw counts as 1000. */
export async function measureDepartures(target: Target, upstreamPort: number): Promise<Spread | null> {
  await request(upstreamPort, { path: "/departures" });
  const delays: number[] = [];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const leftMs = await leaveOnce(target);
    const seenMs = await departureOf(upstreamPort);
    delays.push(seenMs === null ? 1000 : seenMs - leftMs);
  }
  return spread(delays);
}
