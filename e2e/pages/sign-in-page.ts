import type { Page } from "@playwright/test";

export class SignInPage {
  constructor(private readonly page: Page) {}

  readonly heading = (name: string) => this.page.getByRole("heading", { name });
  readonly alert = () => this.page.getByRole("alert").filter({ hasText: /\S/ }).first();

  readonly token = () => this.page.getByLabel("Set-up token");

  async open(from = "/sign-in"): Promise<void> {
    await this.page.goto(from);
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  async createOwner(owner: { name: string; email: string; password: string; again?: string }): Promise<void> {
    await this.page.getByLabel("Name").fill(owner.name);
    await this.page.getByLabel("E-mail").fill(owner.email);
    await this.page.getByLabel("Password", { exact: true }).fill(owner.password);
    await this.page.getByLabel("Password again").fill(owner.again ?? owner.password);
    await this.page.getByRole("button", { name: "Create account" }).click();
  }
}
