"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type FormEvent } from "react";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { formText } from "./form-text";
import { openSession } from "./open-session";

export function SignInForm({ from }: { from: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const password = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const failure = await openSession(formText(form, "email"), formText(form, "password"));
    if (failure) {
      setProblem(failure);
      setBusy(false);
      password.current?.focus();
      password.current?.select();
      return;
    }
    router.replace(from);
    router.refresh();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field label="E-mail">
        {(ids) => <Input {...ids} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label="Password" error={problem}>
        {(ids) => (
          <Input
            {...ids}
            ref={password}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            onChange={() => setProblem(null)}
          />
        )}
      </Field>
      <p role="alert" className="sr-only">
        {problem}
      </p>
      <Button type="submit" tone="primary" disabled={busy}>
        {busy ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
