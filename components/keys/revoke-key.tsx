"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { AlertDialog } from "radix-ui";
import { useRef, useState } from "react";
import type { KeyRow } from "@/server/services/key/list";
import { useTRPC } from "../trpc/trpc";
import { Button } from "../ui/button";
import { keyText } from "./key-facts";
import { problemOf } from "./problem";

interface RevokeKeyProps {
  row: KeyRow;
  onRevoked: (name: string) => void;
}

/** Asks before it ends a key, since nothing brings one back. */
export function RevokeKey({ row, onRevoked }: RevokeKeyProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  // Read when the dialog has gone, which may be before or after the mutation counts as done.
  const revoked = useRef(false);
  const revoke = useMutation(trpc.key.revoke.mutationOptions());
  const confirm = () => {
    const onSuccess = () => {
      revoked.current = true;
      setOpen(false);
      void queryClient.invalidateQueries(trpc.key.list.queryFilter());
    };
    revoke.mutate({ id: row.id }, { onSuccess });
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => (revoke.reset(), setOpen(next))}>
      <AlertDialog.Trigger asChild>
        <Button size="small" aria-label={`Revoke ${row.name}`}>
          Revoke
        </Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-canvas/80" />
        <AlertDialog.Content
          onCloseAutoFocus={(event) => {
            if (!revoked.current) return;
            event.preventDefault();
            onRevoked(row.name);
          }}
          className="fixed top-1/2 left-1/2 z-50 grid w-[min(100%-32px,480px)] -translate-x-1/2 -translate-y-1/2 gap-3 rounded border border-line-strong bg-surface p-5"
        >
          <AlertDialog.Title className="font-semibold [overflow-wrap:anywhere]">
            Revoke “{row.name}”?
          </AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="grid gap-2 text-ink-soft">
              <p>
                Within 5 seconds every request with <span className="figure text-meta">{keyText(row)}</span>{" "}
                is refused with 401. Answers that have begun are finished.
              </p>
              <p>This cannot be undone. Its decisions stay on the record.</p>
            </div>
          </AlertDialog.Description>
          {revoke.error && (
            <p role="alert" className="text-failed">
              {problemOf(revoke.error)}
            </p>
          )}
          <div className="flex flex-wrap justify-end gap-2 pt-2">
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            <Button tone="danger" disabled={revoke.isPending || revoke.isSuccess} onClick={confirm}>
              {revoke.isPending ? "Revoking…" : "Revoke key"}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
