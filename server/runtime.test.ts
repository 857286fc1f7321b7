import { describe, expect, it } from "vitest";
import { testRuntime } from "@/server/gateway/testing/in-process";

describe("work behind answers", () => {
  it("settled waits for what was tracked before, not for what other requests begin meanwhile", async () => {
    const { runtime } = await testRuntime();
    let finish: () => void = () => {};
    let isDone = false;
    runtime.track(new Promise<void>((resolve) => (finish = resolve)).then(() => void (isDone = true)));
    const settled = runtime.settled();
    runtime.track(new Promise(() => {}));
    finish();
    await settled;
    expect(isDone).toBe(true);
  });
});
