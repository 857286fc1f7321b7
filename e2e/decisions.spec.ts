import { expect, test } from "@playwright/test";
import { DecisionPage, DecisionsPage } from "./pages/decisions-page";
import { ask, client } from "./setup/ask";
import { CUSTOM_MODEL, FALLING_MODEL } from "./setup/installation";

test("filters live in the URL, an empty result says so, and clearing brings the list back", async ({
  page,
}) => {
  await ask("Translate into French: the train leaves at nine.", "auto:cost");
  const decisions = new DecisionsPage(page);
  await decisions.open();
  await decisions.filter("Objective", "cost");
  await expect(page).toHaveURL(/objective=cost/);
  await expect(decisions.line("cost").first()).toBeVisible();
  await expect(decisions.line("balanced")).toHaveCount(0);

  await decisions.filter("Outcome", "interrupted");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(decisions.table().getByRole("row").nth(1)).toBeVisible();
});

test("a decision is found by its id; a wrong id is told apart from a broken page", async ({ page }) => {
  const { decisionId } = await ask("What is the capital of Peru?");
  const decisions = new DecisionsPage(page);
  await decisions.open();
  await decisions.find(decisionId);
  await expect(page).toHaveURL(new RegExp(decisionId));
  await expect(new DecisionPage(page).sentence()).toContainText("was chosen");

  await decisions.open();
  await decisions.find("dec_00000000000000000000000000");
  await expect(page.getByText("Your team has no decision with this id")).toBeVisible();
});

test("unknown quality is a hatch with the word, never a dash or a zero", async ({ page }) => {
  const { decisionId } = await ask("Prove that there are infinitely many primes.");
  const decision = new DecisionPage(page);
  await decision.open(decisionId);
  const all = page.getByRole("button", { name: /^Show all/ });
  if (await all.isVisible()) await all.click();
  const line = decision.candidates().getByRole("row").filter({ hasText: CUSTOM_MODEL });
  const hatch = line.locator("[data-unknown]").first();
  await expect(hatch).toHaveText("unknown");
  expect(await hatch.evaluate((element) => getComputedStyle(element).backgroundImage)).toContain(
    "repeating-linear-gradient",
  );
  await expect(line.getByText(/^(0|0\.0|-|–|—)$/)).toHaveCount(0);
});

test("a request that nobody could serve is on the record with its attempt and its cause", async ({
  page,
}) => {
  const failure = await client()
    .chat.completions.create({ model: CUSTOM_MODEL, messages: [{ role: "user", content: "Hello" }] })
    .then(
      () => null,
      (error: unknown) => error,
    );
  expect(failure).not.toBeNull();
  const decisions = new DecisionsPage(page);
  await decisions.open("?state=failed");
  const decision = await decisions.openLine(decisions.line(CUSTOM_MODEL).first());
  await expect(decision.section("Attempts")).toContainText("could not connect");
  await expect(page.getByText("pinned by the request")).toBeVisible();
});

test("a fallback shows both attempts on one time axis and says who answered", async ({ page }) => {
  const { decisionId, text } = await ask("Explain tides.", FALLING_MODEL, { "x-fairlead-objective": "cost" });
  expect(text.length).toBeGreaterThan(0);
  const decision = new DecisionPage(page);
  await decision.open(decisionId);
  await expect(page.getByText("fell back")).toBeVisible();
  await expect(page.getByText("The first attempt, at lab: could not connect; then")).toBeVisible();
  await expect(decision.section("Attempts").getByRole("listitem")).toHaveCount(2);
  // Pinned far below the best, and still in the short list.
  await expect(decision.winnerLine()).toContainText("Kimi-K3");
});

test("the record can be copied as the API gives it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { decisionId } = await ask("Write a haiku about harbours.");
  await new DecisionPage(page).open(decisionId);
  await page.getByText("Raw JSON").click();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as { id: string };
  expect(copied.id).toBe(decisionId);
});
