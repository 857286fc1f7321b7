"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { useTRPC } from "../trpc/trpc";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { formText } from "./form-text";
import { openSession } from "./open-session";

const PASSWORD_LENGTH_MIN = 10;

/** `token` comes from the printed URL; "" when the visitor came another way and pastes it. */
export function CreateOwnerForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [mismatch, setMismatch] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const create = useMutation(trpc.setup.createOwner.mutationOptions());
  const [entering, setEntering] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => formText(form, name);
    if (text("password") !== text("again")) return setMismatch(true);
    setEntering(true);
    setProblem(null);
    try {
      const { email } = await create.mutateAsync({
        name: text("name"),
        email: text("email"),
        password: text("password"),
        token: text("token"),
      });
      const failure = await openSession(email, text("password"));
      if (!failure) return router.replace("/console/decisions");
      setProblem(failure);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The account could not be created. Try again.");
    }
    setEntering(false);
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field
        label="Set-up token"
        hint="Fairlead prints it when it starts: the Console line of its output ends with token=… Open that URL, or paste the token here."
      >
        {(ids) => (
          <Input
            {...ids}
            name="token"
            defaultValue={token}
            required
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-meta"
          />
        )}
      </Field>
      <Field label="Name">
        {(ids) => <Input {...ids} name="name" autoComplete="name" required maxLength={100} />}
      </Field>
      <Field label="E-mail">
        {(ids) => (
          <Input {...ids} name="email" type="email" autoComplete="username" required maxLength={254} />
        )}
      </Field>
      <Field label="Password" hint={`At least ${PASSWORD_LENGTH_MIN} characters. A few words work well.`}>
        {(ids) => (
          <Input
            {...ids}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={PASSWORD_LENGTH_MIN}
            maxLength={200}
            onChange={() => setMismatch(false)}
          />
        )}
      </Field>
      <Field
        label="Password again"
        error={mismatch ? "The two passwords differ. Type the same one twice." : null}
      >
        {(ids) => (
          <Input
            {...ids}
            name="again"
            type="password"
            autoComplete="new-password"
            required
            maxLength={200}
            onChange={() => setMismatch(false)}
          />
        )}
      </Field>
      {problem && (
        <p role="alert" className="text-failed">
          {problem}
        </p>
      )}
      <Button type="submit" tone="primary" disabled={entering}>
        {entering ? "Creating the account…" : "Create account"}
      </Button>
    </form>
  );
}
