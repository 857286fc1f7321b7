import type { Locator, Page } from "@playwright/test";

export class KeysPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto("/console/keys");
  }

  readonly name = () => this.page.getByLabel("Name", { exact: true });
  /** The panel that shows a new key, once. */
  readonly created = () => this.page.getByRole("region", { name: /^Your new key/ });
  readonly secret = () => this.page.getByTestId("new-key");
  readonly news = () => this.page.getByRole("main").getByRole("status").first();
  readonly list = () => this.page.getByRole("region", { name: "The team's keys" });
  readonly line = (name: string): Locator => this.list().getByRole("row").filter({ hasText: name });
  readonly dialog = () => this.page.getByRole("alertdialog");

  /** Creates a key and gives its secret; the panel stays open. */
  async create(name: string): Promise<string> {
    await this.name().fill(name);
    await this.page.getByRole("button", { name: "Create key" }).click();
    return (await this.secret().textContent()) ?? "";
  }

  async done(): Promise<void> {
    await this.page.getByRole("button", { name: "I have saved it" }).click();
  }

  async snippet(language: "curl" | "TypeScript" | "Python"): Promise<string> {
    await this.page.getByRole("tab", { name: language }).click();
    return (await this.page.getByRole("tabpanel").textContent()) ?? "";
  }

  async askToRevoke(name: string): Promise<void> {
    await this.line(name)
      .getByRole("button", { name: `Revoke ${name}` })
      .click();
  }

  async confirm(): Promise<void> {
    await this.dialog().getByRole("button", { name: "Revoke key" }).click();
  }
}
