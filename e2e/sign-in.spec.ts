import { expect, test } from "@playwright/test";
import { DecisionsPage } from "./pages/decisions-page";
import { SignInPage } from "./pages/sign-in-page";
import { OWNER } from "./setup/owner";

test.use({ storageState: { cookies: [], origins: [] } });

test("a wrong password says so, and the right one leads to the page that was asked for", async ({ page }) => {
  const signIn = new SignInPage(page);
  await page.goto("/console/playground");
  await expect(page).toHaveURL(/\/sign-in\?from=/);
  await signIn.signIn(OWNER.email, "not the password");
  await expect(signIn.alert()).toContainText("do not match");
  await expect(page.getByLabel("E-mail")).toHaveValue(OWNER.email);
  await signIn.signIn(OWNER.email, OWNER.password);
  await expect(page).toHaveURL(/\/console\/playground$/);
});

test("signing out ends the session everywhere at once, also for a copy of its cookie", async ({
  page,
  browser,
}) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn(OWNER.email, OWNER.password);
  await expect(new DecisionsPage(page).heading()).toBeVisible();
  const copy = await browser.newContext({ storageState: await page.context().storageState() });

  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(signIn.heading("Sign in")).toBeVisible();
  await page.goto("/console/decisions");
  await expect(page).toHaveURL(/\/sign-in/);

  const copied = await copy.newPage();
  await copied.goto("/console/decisions");
  await expect(copied).toHaveURL(/\/sign-in/);
  await copy.close();
});

test("the sign-in page sends nobody to another site", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open("/sign-in?from=https://evil.example/console");
  await signIn.signIn(OWNER.email, OWNER.password);
  await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/console\/decisions$/);
});

test("the data behind the console is closed to a visitor without a session", async ({ request }) => {
  const input = encodeURIComponent(JSON.stringify({ 0: { json: { cursor: null } } }));
  const response = await request.get(`/api/trpc/decision.list?batch=1&input=${input}`);
  expect(response.status()).toBe(401);
  expect(await response.text()).not.toContain("dec_");
});
