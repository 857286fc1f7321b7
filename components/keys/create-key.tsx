"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { formText } from "../sign-in/form-text";
import { useTRPC } from "../trpc/trpc";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { TitledPanel } from "../ui/panel";
import { NewKey } from "./new-key";
import { problemOf } from "./problem";

interface CreateKeyProps {
  baseUrl: string;
  onCreated: (name: string) => void;
}

/** A name is enough. The form gives way to the new key until its reader says that it is kept. */
export function CreateKey({ baseUrl, onCreated }: CreateKeyProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [again, setAgain] = useState(false);
  const create = useMutation(
    trpc.key.create.mutationOptions({
      // The answer holds the secret: it leaves memory with the panel that shows it.
      gcTime: 0,
      onSuccess: ({ name }) => onCreated(name),
      // After a failure too: an answer that was lost on its way leaves a key to revoke.
      onSettled: () => void queryClient.invalidateQueries(trpc.key.list.queryFilter()),
    }),
  );

  if (create.data) {
    const done = () => {
      create.reset();
      setAgain(true);
    };
    return <NewKey {...create.data} baseUrl={baseUrl} onDone={done} />;
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ name: formText(new FormData(event.currentTarget), "name") });
  }

  const problem = problemOf(create.error);
  return (
    <TitledPanel title="Create a key">
      <form onSubmit={submit} className="grid max-w-xl gap-3 p-4">
        <Field label="Name" hint="Where it is used, as in “support bot, production”." error={problem}>
          {(ids) => (
            <Input
              {...ids}
              name="name"
              required
              maxLength={100}
              autoComplete="off"
              // After a first key the focus goes back to where the next begins, not to the top of the page.
              autoFocus={again}
              onChange={() => create.isError && create.reset()}
            />
          )}
        </Field>
        <p role="alert" className="sr-only">
          {problem}
        </p>
        <Button type="submit" tone="primary" disabled={create.isPending} className="justify-self-start">
          {create.isPending ? "Creating…" : "Create key"}
        </Button>
      </form>
    </TitledPanel>
  );
}
