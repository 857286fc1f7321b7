import { expect, test, type Page } from "@playwright/test";
import OpenAI from "openai";
import { KeysPage } from "./pages/keys-page";

/** What the page promises, and a moment for the request itself. */
const REFUSED_WITHIN_MS = 5_000 + 1_000;

/** HTTP status of one request with the official client. */
async function statusWith(apiKey: string): Promise<number> {
  const client = new OpenAI({ baseURL: `${process.env.FAIRLEAD_E2E_URL}/v1`, apiKey, maxRetries: 0 });
  try {
    const call = client.chat.completions.create({
      model: "auto",
      messages: [{ role: "user", content: "Hello" }],
    });
    return (await call.withResponse()).response.status;
  } catch (error) {
    if (error instanceof OpenAI.APIError) return Number(error.status);
    throw error;
  }
}

test("a key made here opens the API, and once revoked it is refused in the time that was stated", async ({
  page,
}) => {
  const keys = new KeysPage(page);
  await keys.open();
  const secret = await keys.create("support bot");
  await expect(keys.created()).toBeFocused();
  await expect(keys.created()).toContainText("it cannot be seen again");
  await expect(keys.news()).toHaveText("Key support bot was created. Copy it now.");
  for (const language of ["curl", "TypeScript", "Python"] as const)
    expect(await keys.snippet(language)).toContain(secret);
  expect(await statusWith(secret)).toBe(200);

  await keys.done();
  await expect(keys.name()).toBeFocused();
  await expect(keys.line("support bot")).toContainText("active");

  await keys.askToRevoke("support bot");
  await expect(keys.dialog()).toContainText("Within 5 seconds");
  await keys.confirm();
  await expect(keys.line("support bot")).toContainText("revoked");
  await expect.poll(() => statusWith(secret), { timeout: REFUSED_WITHIN_MS }).toBe(401);
  await expect(keys.list()).toBeFocused();
  await expect(keys.news()).toContainText("Key support bot was revoked.");
  await expect(keys.line("support bot").getByRole("button")).toHaveCount(0);
});

test("the secret is gone with its panel: neither the page nor a reload has it", async ({ page }) => {
  const keys = new KeysPage(page);
  await keys.open();
  const secret = await keys.create("shown once");
  await keys.done();
  await expect(keys.created()).toHaveCount(0);
  expect(await page.content()).not.toContain(secret.slice(16));
  await page.reload();
  await expect(keys.line("shown once")).toContainText(secret.slice(-4));
  expect(await page.content()).not.toContain(secret.slice(16));
});

test("the copy button copies the whole key", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const keys = new KeysPage(page);
  await keys.open();
  const secret = await keys.create("copied");
  await keys.created().getByRole("button", { name: "Copy key" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
});

test("the keyboard alone makes a key and may think again before it revokes one", async ({ page }) => {
  const keys = new KeysPage(page);
  await keys.open();
  await keys.name().focus();
  await page.keyboard.type("by keyboard");
  await page.keyboard.press("Enter");
  const secret = (await keys.secret().textContent()) ?? "";
  await keys.created().getByRole("button", { name: "I have saved it" }).press("Enter");

  const revoke = keys.line("by keyboard").getByRole("button");
  await revoke.press("Enter");
  await expect(keys.dialog().getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(revoke).toBeFocused();
  expect(await statusWith(secret)).toBe(200);
});

test("a key that could not be made says so, and what was typed stays", async ({ page }) => {
  const keys = new KeysPage(page);
  await keys.open();
  await page.route("**/api/trpc/key.create**", (route) => route.abort());
  await keys.name().fill("kept in the field");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("did not answer");
  await expect(keys.name()).toHaveValue("kept in the field");
});

test("a revocation that fails says so and leaves the key in force", async ({ page }) => {
  const keys = new KeysPage(page);
  await keys.open();
  const secret = await keys.create("unlucky");
  await keys.done();
  await page.route("**/api/trpc/key.revoke**", (route) => route.abort());
  await keys.askToRevoke("unlucky");
  await keys.confirm();
  await expect(keys.dialog().getByRole("alert")).toContainText("did not answer");
  expect(await statusWith(secret)).toBe(200);
});

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test(`nothing scrolls sideways at ${width} px in ${scheme}, and the console stays quiet`, async ({
      page,
    }) => {
      const errors: string[] = [];
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      page.on("pageerror", (error) => errors.push(error.message));
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 800 });
      const keys = new KeysPage(page);
      await keys.open();
      expect(await overflow(page)).toBe(0);
      await keys.create("a-name-without-a-place-to-break-".repeat(3));
      expect(await overflow(page)).toBe(0);
      expect(errors).toEqual([]);
    });
  }
}
