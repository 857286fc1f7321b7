import type { Locator, Page } from "@playwright/test";

export class DecisionsPage {
  constructor(private readonly page: Page) {}

  async open(query = ""): Promise<void> {
    await this.page.goto(`/console/decisions${query}`);
  }

  readonly heading = () => this.page.getByRole("heading", { name: "Decisions", level: 1 });
  readonly table = () => this.page.getByRole("region", { name: "Decisions" }).getByRole("table");
  /** A line of the list, by the text that stands in it. */
  readonly line = (text: string | RegExp): Locator => this.table().getByRole("row").filter({ hasText: text });

  async filter(label: "Outcome" | "Objective" | "Task", value: string): Promise<void> {
    await this.page.getByLabel(label).selectOption(value);
  }

  async find(id: string): Promise<void> {
    await this.page.getByLabel("Find by id").fill(id);
    await this.page.getByRole("button", { name: "Open decision" }).click();
  }

  async openLine(line: Locator): Promise<DecisionPage> {
    await line.getByRole("link").click();
    return new DecisionPage(this.page);
  }
}

export class DecisionPage {
  constructor(private readonly page: Page) {}

  async open(id: string): Promise<void> {
    await this.page.goto(`/console/decisions/${id}`);
  }

  readonly sentence = () => this.page.getByRole("heading", { level: 1 });
  readonly candidates = () => this.page.getByRole("region", { name: "Candidates" }).getByRole("table");
  readonly section = (name: string | RegExp) => this.page.getByRole("region", { name });
  readonly winnerLine = () => this.candidates().getByRole("row").filter({ hasText: "winner" });
}
