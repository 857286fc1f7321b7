import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const button = cva(
  "inline-flex select-none items-center justify-center gap-2 whitespace-nowrap rounded border font-medium transition-colors disabled:pointer-events-none disabled:opacity-50",
  {
    variants: {
      tone: {
        primary: "border-accent bg-accent text-on-accent hover:border-accent-hover hover:bg-accent-hover",
        plain: "border-line bg-surface text-ink hover:bg-hover",
        danger: "border-failed bg-failed text-on-accent hover:bg-failed/90",
        quiet: "border-transparent bg-transparent text-ink-soft hover:bg-hover hover:text-ink",
      },
      size: { small: "h-7 px-2 text-meta", medium: "h-9 px-3 text-body", icon: "size-8" },
    },
    defaultVariants: { tone: "plain", size: "medium" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof button> & { asChild?: boolean };

export function Button({ tone, size, asChild, className, type, ...rest }: ButtonProps) {
  const Element = asChild ? Slot.Root : "button";
  return (
    <Element
      className={cn(button({ tone, size }), className)}
      {...(asChild ? {} : { type: type ?? "button" })}
      {...rest}
    />
  );
}
