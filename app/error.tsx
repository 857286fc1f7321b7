"use client";

import { Failure } from "@/components/shell/failure";
import { PlainPage } from "@/components/shell/plain-page";

export default function PageError(props: { error: unknown; retry: () => void }) {
  return (
    <PlainPage>
      <Failure {...props} />
    </PlainPage>
  );
}
