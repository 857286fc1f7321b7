import { expect, test } from "vitest";
import { FrameBatch } from "./frame-batch";

test("pieces of one frame come as one text, and a flush loses none", () => {
  const frames: (() => void)[] = [];
  const texts: string[] = [];
  const batch = new FrameBatch(
    (text) => texts.push(text),
    (work) => frames.push(work),
    () => frames.pop(),
  );
  batch.add("a");
  batch.add("b");
  expect(frames).toHaveLength(1);
  frames.pop()!();
  expect(texts).toEqual(["ab"]);
  batch.add("c");
  batch.flush();
  batch.flush();
  expect(texts).toEqual(["ab", "c"]);
});
