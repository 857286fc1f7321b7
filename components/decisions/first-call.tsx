import Link from "next/link";
import { CodeBlock } from "../ui/code-block";
import { Notice } from "../ui/notice";

/** What to run to see the first decision. */
export function FirstCall({ baseUrl }: { baseUrl: string }) {
  const snippet = `curl ${baseUrl}/v1/chat/completions \\
  -H "authorization: Bearer $FAIRLEAD_API_KEY" \\
  -H "content-type: application/json" \\
  -d '{"model": "auto", "messages": [{"role": "user", "content": "Compare RAG and fine-tuning for a support bot."}]}'`;
  return (
    <Notice title="No decision yet">
      <p>
        Every request that comes in leaves one record here: what was asked for, who could serve it, who won
        and why. Send one with the API key that was printed at the first start, or{" "}
        <Link
          href="/console/keys"
          className="font-medium text-accent underline underline-offset-4 hover:text-accent-hover"
        >
          create a key
        </Link>
        ; the playground works too.
      </p>
      <CodeBlock code={snippet} what="first request" />
    </Notice>
  );
}
