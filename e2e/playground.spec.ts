import { expect, test } from "@playwright/test";
import { DecisionPage } from "./pages/decisions-page";
import { PlaygroundPage } from "./pages/playground-page";

const HARD_CODE =
  "Write a lock-free, bounded multi-producer multi-consumer queue in Rust. Explain the memory ordering of every atomic operation and prove that no item is lost.";

test("one prompt, four objectives: the winner changes with the objective, and no model is called", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.ask(HARD_CODE);
  await expect(page.getByText("no model was called")).toBeVisible();
  await expect(playground.card("Quality")).toContainText("points");
  const winners = new Set<string>();
  for (const name of ["Quality", "Balanced", "Cost", "Latency"] as const)
    winners.add(await playground.winnerOf(name));
  expect(winners.size).toBeGreaterThan(1);
});

test("a prompt that fits into no URL is decided like any other, and is in none", async ({ page }) => {
  const urls: string[] = [];
  page.on("request", (request) => urls.push(decodeURIComponent(request.url())));
  const playground = new PlaygroundPage(page);
  await playground.open();
  const long = "Summarise the minutes of the harbour board. ".repeat(120);
  expect(long.length).toBeGreaterThan(5_000);
  const decided = page.waitForResponse((response) => response.url().includes("playground.preview"));
  await playground.ask(long);
  expect((await decided).status()).toBe(200);
  await expect(page.getByText("no model was called")).toBeVisible();
  await expect(page.getByText(/about 1\s\d{3} tokens in/)).toBeVisible();
  expect(urls.filter((url) => url.includes("harbour"))).toEqual([]);
});

test("a run streams its answer, says that it is simulated, and links to its record", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.ask("Compare two database index types.");
  await playground.card("Cost").click();
  await expect(playground.run()).toHaveText(/Run on cost/);
  await playground.run().click();
  await expect(playground.status()).toHaveText("The answer is complete.");
  await expect(playground.answer()).not.toBeEmpty();
  await expect(page.getByText(/^Simulated: the sandbox/)).toBeVisible();
  await playground.record().click();
  const decision = new DecisionPage(page);
  await expect(decision.sentence()).toBeVisible();
  await expect(page.getByText("auto:cost", { exact: true })).toBeVisible();
  await expect(page.getByText("Playground", { exact: true }).last()).toBeVisible();
});

test("stop aborts the answer, and the record says that the caller left", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.ask(
    "Write a very long essay about the history of navigation, in at least three thousand words.",
  );
  await playground.run().click();
  await expect(playground.answer()).not.toBeEmpty();
  await playground.stop().click();
  await expect(playground.status()).toHaveText(/^Stopped/);
  await expect(page.getByText("cancelled")).toBeVisible();
});

test("the keyboard alone flips the objective and runs", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.card("Balanced").focus();
  // Held for a moment, as a finger does: the group selects what gets the focus while an arrow key is down.
  await page.keyboard.press("ArrowRight", { delay: 80 });
  await expect(playground.card("Cost")).toBeChecked();
  await playground.prompt().focus();
  await page.keyboard.press("Control+Enter");
  await expect(playground.status()).toHaveText("The answer is complete.");
});
