"use client";

import { useRef, useState } from "react";
import { CreateKey } from "./create-key";
import { KeyList } from "./key-list";

/** Makes keys above, lists them below, and says aloud what has changed. */
export function Keys({ baseUrl }: { baseUrl: string }) {
  const [news, setNews] = useState("");
  const list = useRef<HTMLElement>(null);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p role="status" className="sr-only">
        {news}
      </p>
      <CreateKey baseUrl={baseUrl} onCreated={(name) => setNews(`Key ${name} was created. Copy it now.`)} />
      <KeyList
        ref={list}
        onRevoked={(name) => {
          setNews(`Key ${name} was revoked. Requests with it are refused within 5 seconds.`);
          // The button that had the focus is gone with the key's last action.
          list.current?.focus();
        }}
      />
    </div>
  );
}
