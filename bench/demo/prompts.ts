import type { ClassifierInput } from "@/server/router/types";

export interface DemoPrompt {
  title: string;
  input: ClassifierInput;
}

type Extra = Partial<ClassifierInput> & { system?: string; image?: boolean };

function ask(title: string, text: string, { system, image, ...extra }: Extra = {}): DemoPrompt {
  const user: ClassifierInput["messages"][number] = {
    role: "user",
    text,
    parts: image === true ? ["image"] : [],
    hasToolCalls: false,
  };
  const messages =
    system === undefined
      ? [user]
      : [{ role: "system" as const, text: system, parts: [], hasToolCalls: false }, user];
  return {
    title,
    input: { messages, tools: [], responseFormat: null, maxOutputTokens: null, thinking: null, ...extra },
  };
}

/** A board report of about 200,000 tokens: every section states other figures, so that it reads like a document. */
function longReport(): string {
  const topics = [
    "revenue",
    "churn",
    "hiring",
    "cloud spending",
    "support load",
    "warranty claims",
    "freight",
    "energy use",
  ];
  const sections: string[] = [];
  for (let section = 1; section <= 3_300; section += 1) {
    const topic = topics[section % topics.length]!;
    sections.push(
      `${section}. In week ${(section % 52) + 1} the regional office ${section % 37} reported ${topic} of ${(section * 7919) % 9973} units, ` +
        `which is ${(section * 31) % 17} percent away from the plan agreed in the spring. Management attributes the difference to ` +
        `${section % 3 === 0 ? "late deliveries and two vacant posts" : "seasonal demand and a change of supplier"}, and expects ` +
        `${section % 2 === 0 ? "no further action" : "a correction in the following quarter"}.`,
    );
  }
  return sections.join("\n");
}

const TOOLS = [
  { name: "search_flights", description: "Search for flights between two airports on a date" },
  { name: "create_calendar_event", description: "Create an event in the user's calendar" },
];

/** Requests as applications send them, of every kind and size. They are classified like any other request. */
export const DEMO_PROMPTS: DemoPrompt[] = [
  ask("Small talk", "hey! how's it going today?"),
  ask("Thanks", "Perfect, thank you so much, that helped a lot :)"),
  ask(
    "One-line shell",
    "Give me a bash one-liner that counts the lines of all .py files under the current directory.",
  ),
  ask(
    "Lock-free queue",
    "Our multi-producer multi-consumer ring buffer in Rust loses elements under load. Below is the core of it. Find the race, explain which " +
      "orderings are wrong and why, and rewrite push and pop so that they are lock-free and linearizable, with a loom test.\n```rust\n" +
      "pub fn push(&self, value: T) -> Result<(), T> {\n    let tail = self.tail.load(Ordering::Relaxed);\n    let slot = &self.slots[tail & self.mask];\n" +
      "    if slot.sequence.load(Ordering::Relaxed) != tail { return Err(value); }\n    self.tail.store(tail + 1, Ordering::Relaxed);\n" +
      "    unsafe { (*slot.value.get()).write(value); }\n    slot.sequence.store(tail + 1, Ordering::Relaxed);\n    Ok(())\n}\n```",
  ),
  ask(
    "SQL report",
    "Write a PostgreSQL query: tables orders(id, customer_id, created_at, total) and customers(id, country). For each country and month of 2025 " +
      "return revenue, number of distinct customers, and the change in revenue against the previous month.",
  ),
  ask("Percentage", "What is 18% of 245?"),
  ask(
    "Olympiad proof",
    "Let a, b, c be positive real numbers with a + b + c = 3. Prove that a/(b^2+1) + b/(c^2+1) + c/(a^2+1) >= 3/2, and determine all cases of equality.",
  ),
  ask(
    "Logic puzzle",
    "Five people sit in a row. Anna is not next to Ben. Carl sits somewhere left of Dora. Eva sits at one end, and exactly two people sit between Ben " +
      "and Dora. Carl is not in the middle. List every possible order and show how you excluded the others.",
  ),
  ask("Plain fact", "What is the capital of Australia?"),
  ask(
    "Expert question",
    "Explain how base editors differ from prime editors in CRISPR systems, what limits the editing window of each, and how off-target deamination " +
      "is measured in primary human cells.",
  ),
  ask(
    "E-mail summary",
    "Summarize this mail in three bullet points:\n\nHi team, after yesterday's incident we moved the payment workers to the new cluster. Latency went back to " +
      "normal at 14:20, but two jobs had to be replayed by hand. Finance has confirmed that no customer was charged twice. I would like us to write the " +
      "post-mortem by Thursday, and Priya offered to lead it. Please add your timeline to the shared document before Wednesday noon. Thanks, Tom",
  ),
  ask(
    "200k-token document",
    `${longReport()}\n\nAbove is the full annual operations report. Which offices missed their plan for the same reason more than twice, and what should the board ask about?`,
  ),
  ask(
    "Invoice to JSON",
    "Extract the fields from this invoice: Invoice no. 2025-1187, Miller & Sons Ltd, 14 March 2025, 12 x oak panels at 48.50 EUR, 3 x delivery at 25.00 EUR, VAT 19 %, payable within 30 days, IBAN DE89 3704 0044 0532 0130 00.",
    { responseFormat: "json_schema" },
  ),
  ask(
    "Ticket label",
    "Label the support ticket as billing, bug, feature request or other. Ticket: 'I was charged twice for May and the second invoice has no number.'",
    {
      system: "You are a support triage service. Answer with one label.",
    },
  ),
  ask(
    "Short story",
    "Write a short story of about 600 words about a lighthouse keeper who receives letters addressed to someone who lived there a century ago. Quiet tone, no twist ending.",
  ),
  ask(
    "Friendlier tone",
    "Rewrite this so that it sounds friendlier but stays short: 'Your request was rejected because the form was incomplete. Resubmit it with all fields.'",
  ),
  ask(
    "Translate to German",
    "Translate into German, formal register: 'We are pleased to inform you that your application has been accepted. Please confirm your attendance by Friday and bring a valid identity document.'",
  ),
  ask(
    "Name ideas",
    "Give me 15 name ideas for a small bakery that only sells sourdough bread, near a harbour.",
  ),
  ask(
    "Chart in an image",
    "This screenshot shows our conversion funnel. What stands out, and what would you check first?",
    { image: true },
  ),
  ask(
    "Book a flight",
    "Find me a direct flight from Berlin to Lisbon next Friday morning and put it in my calendar.",
    { tools: TOOLS },
  ),
];
