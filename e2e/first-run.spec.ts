import { expect, test } from "@playwright/test";
import { DecisionsPage } from "./pages/decisions-page";
import { SignInPage } from "./pages/sign-in-page";
import { ask } from "./setup/ask";
import { OWNER, OWNER_STATE } from "./setup/owner";

test("from nothing to the first decision on the screen", async ({ page, request }) => {
  const signIn = new SignInPage(page);
  const decisions = new DecisionsPage(page);

  await test.step("without the token nobody creates the owner: not on loopback, not with forged headers", async () => {
    const forged = {
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-host": "localhost",
      "x-fairlead-peer": "::1",
    };
    for (const headers of [{}, forged]) {
      for (const token of ["", "guessed"]) {
        const data = { json: { ...OWNER, token } };
        const answer = await request.post("/api/trpc/setup.createOwner", { headers, data });
        expect(answer.status()).toBe(403);
      }
    }
  });

  await test.step("a stranger is sent to create the owner account and asked for the token", async () => {
    await page.goto("/console");
    await expect(signIn.heading("Create the owner account")).toBeVisible();
    await signIn.token().fill("guessed");
    await signIn.createOwner(OWNER);
    await expect(signIn.alert()).toContainText("not the set-up token");
  });

  await test.step("the printed URL brings the token along", async () => {
    const printed = new URL(process.env.FAIRLEAD_E2E_SETUP_URL!);
    await page.goto(printed.pathname + printed.search);
    await expect(signIn.token()).toHaveValue(printed.searchParams.get("token")!);
  });

  await test.step("two different passwords are caught, and what was typed stays", async () => {
    await signIn.createOwner({ ...OWNER, again: "something else 1" });
    await expect(page.getByText("The two passwords differ")).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue(OWNER.email);
  });

  await test.step("the owner lands on an empty list that says how to fill it", async () => {
    await signIn.createOwner(OWNER);
    await expect(decisions.heading()).toBeVisible();
    await expect(page.getByText("No decision yet")).toBeVisible();
    await expect(page.getByText("/v1/chat/completions")).toBeVisible();
    await expect(page.getByRole("link", { name: "create a key" })).toHaveAttribute("href", "/console/keys");
  });
  await page.context().storageState({ path: OWNER_STATE });

  const { decisionId, text } = await test.step("a program asks through the official client", () =>
    ask("Compare RAG and fine-tuning for a support bot."));
  expect(text.length).toBeGreaterThan(0);

  await test.step("its decision is in the list", async () => {
    await decisions.open();
    const line = decisions.table().getByRole("row").nth(1);
    await expect(line).toContainText("served");
    await expect(line).toContainText("simulated");
    await expect(line).toContainText("balanced");
    await expect(line).toContainText("Bootstrap key");
  });

  await test.step("its page says why, over whom, and what was tried", async () => {
    const decision = await decisions.openLine(decisions.table().getByRole("row").nth(1));
    await expect(page).toHaveURL(new RegExp(`${decisionId}$`));
    await expect(decision.sentence()).toContainText("was chosen");
    await expect(decision.winnerLine()).toHaveCount(1);
    expect(await decision.candidates().getByRole("row").count()).toBeGreaterThan(5);
    await expect(decision.section("Attempts")).toContainText("served");
    await expect(decision.section("Attempts")).toContainText("first output");
    await expect(decision.section("Money").first()).toContainText(/ct|\$/);
  });

  await test.step("the owner account can be made only once", async () => {
    const stranger = await page.context().browser()!.newContext();
    const other = await stranger.newPage();
    await other.goto("/sign-in");
    await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await stranger.close();
  });
});
