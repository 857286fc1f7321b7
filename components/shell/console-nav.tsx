"use client";

import { KeyRound, ListTree, SquareTerminal } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../ui/cn";

const PLACES = [
  { href: "/console/decisions", label: "Decisions", Icon: ListTree },
  { href: "/console/playground", label: "Playground", Icon: SquareTerminal },
  { href: "/console/keys", label: "Keys", Icon: KeyRound },
] as const;

export function ConsoleNav({ className }: { className?: string }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Console" className={className}>
      {PLACES.map(({ href, label, Icon }) => {
        const here = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            className={cn(
              "flex h-8 items-center gap-2 rounded px-2 hover:bg-hover",
              here ? "bg-sunken font-medium text-ink" : "text-ink-soft hover:text-ink",
            )}
          >
            <Icon aria-hidden className="size-4" />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
