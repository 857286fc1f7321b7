import { expect, test, type Page } from "@playwright/test";
import { KeysPage } from "./pages/keys-page";
import { ask } from "./setup/ask";

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test(`no page scrolls sideways at ${width} px in ${scheme}`, async ({ page }) => {
      const { decisionId } = await ask("Compare RAG and fine-tuning for a support bot.");
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 800 });
      const paths = [
        "/",
        "/console/decisions",
        `/console/decisions/${decisionId}`,
        "/console/playground",
        "/console/keys",
        "/nowhere",
      ];
      for (const path of paths) {
        await page.goto(path);
        await expect(page.getByRole("main")).toBeVisible();
        expect(await overflow(page), path).toBe(0);
      }
    });
  }
}

test("on a narrow screen the copy button stands beside the code, not on it", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const keys = new KeysPage(page);
  await keys.open();
  await keys.create("narrow");
  const example = page.getByRole("tabpanel");
  const code = await example.getByLabel("curl example", { exact: true }).boundingBox();
  const button = await example.getByRole("button", { name: "Copy curl example" }).boundingBox();
  expect(button!.x).toBeGreaterThanOrEqual(code!.x + code!.width);
  expect(button!.x + button!.width).toBeLessThanOrEqual(360);
});

test("the theme follows the system, can be set by hand, and stays set", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/console/decisions");
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect(page.locator("html")).not.toHaveClass(/dark/);
  await page.reload();
  await expect(page.locator("html")).not.toHaveClass(/dark/);
});

test("the landing page decides live when the objective flips", async ({ page }) => {
  await page.goto("/");
  const live = page.getByRole("region", { name: "Live decision" });
  await expect(live.getByText("No model was called")).toBeVisible();
  const before = await live.locator("[aria-live]").textContent();
  await live.getByRole("radio", { name: "Quality" }).click();
  await expect(live.locator("[aria-live]")).not.toHaveText(before ?? "");
});

test("no page writes an error to the browser's console", async ({ page }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  const { decisionId } = await ask("Summarise the plot of Moby-Dick.");
  const paths = ["/", "/console/decisions", `/console/decisions/${decisionId}`];
  for (const path of [...paths, "/console/playground", "/console/keys"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
  }
  expect(errors).toEqual([]);
});
