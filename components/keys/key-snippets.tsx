"use client";

import { Tabs } from "radix-ui";
import { CodeBlock } from "../ui/code-block";
import { SNIPPETS } from "./snippets";

/** The same request from a shell and through the OpenAI SDK, with the key in place. */
export function KeySnippets({ baseUrl, secret }: { baseUrl: string; secret: string }) {
  return (
    <Tabs.Root defaultValue={SNIPPETS[0].name} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <Tabs.List aria-label="Try it with" className="flex gap-1">
        {SNIPPETS.map(({ name }) => (
          <Tabs.Trigger
            key={name}
            value={name}
            className="h-8 rounded px-3 text-ink-soft hover:text-ink data-[state=active]:bg-sunken data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {name}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {SNIPPETS.map(({ name, code }) => (
        <Tabs.Content key={name} value={name}>
          <CodeBlock code={code(baseUrl, secret)} what={`${name} example`} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
