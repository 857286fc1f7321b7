import type { Page } from "@playwright/test";

export type ObjectiveName = "Quality" | "Balanced" | "Cost" | "Latency";

export class PlaygroundPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto("/console/playground");
  }

  readonly prompt = () => this.page.getByRole("textbox", { name: "Prompt" });
  readonly card = (name: ObjectiveName) => this.page.getByRole("radio", { name });
  readonly run = () => this.page.getByRole("button", { name: /^Run on/ });
  readonly stop = () => this.page.getByRole("button", { name: "Stop" });
  readonly answer = () => this.page.getByTestId("answer");
  readonly status = () => this.page.getByRole("region", { name: "Answer" }).getByRole("status").first();
  readonly record = () => this.page.getByRole("link", { name: "Open the record" });

  async ask(prompt: string): Promise<void> {
    await this.prompt().fill(prompt);
  }

  /** The model that an objective's card names as its winner. */
  async winnerOf(name: ObjectiveName): Promise<string> {
    return (await this.card(name).locator("[title*='/']").first().getAttribute("title")) ?? "";
  }
}
