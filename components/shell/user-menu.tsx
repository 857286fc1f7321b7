"use client";

import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { DropdownMenu } from "radix-ui";
import { Button } from "../ui/button";
import { menuContent, menuItem } from "../ui/menu";

export function UserMenu({ name, email }: { name: string; email: string }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button
          tone="quiet"
          size="small"
          aria-label={`Account of ${name}`}
          className="h-8 max-w-40 text-body"
        >
          <span
            aria-hidden
            className="grid size-6 place-items-center rounded-full border border-line-strong text-meta font-medium text-ink"
          >
            {name.slice(0, 1).toUpperCase()}
          </span>
          <span className="hidden truncate sm:inline">{name}</span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" sideOffset={4} className={menuContent}>
          <DropdownMenu.Label className="px-2 py-1.5">
            <span className="block font-medium">{name}</span>
            <span className="block text-meta text-ink-soft">{email}</span>
          </DropdownMenu.Label>
          <DropdownMenu.Separator className="my-1 border-t" />
          <DropdownMenu.Item className={menuItem} onSelect={() => void signOut({ callbackUrl: "/sign-in" })}>
            <LogOut aria-hidden className="size-4 text-ink-soft" />
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
