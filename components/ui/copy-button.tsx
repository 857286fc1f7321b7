"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";

interface CopyButtonProps {
  value: string;
  /** What is copied, for the accessible name: "Copy decision id". */
  what: string;
  label?: string;
  className?: string;
}

export function CopyButton({ value, what, label, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  async function copy() {
    await copyText(value);
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), 1600);
  }
  return (
    <Button
      tone="quiet"
      size={label ? "small" : "icon"}
      aria-label={label ? undefined : `Copy ${what}`}
      className={cn(!label && "size-6", className)}
      onClick={() => void copy()}
    >
      {copied ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
      {label && (copied ? "Copied" : label)}
      <span role="status" className="sr-only">
        {copied ? `Copied ${what}` : ""}
      </span>
    </Button>
  );
}

/** `navigator.clipboard` exists on https and loopback only; a selection does on plain http too. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
