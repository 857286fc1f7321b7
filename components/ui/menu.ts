/** Class names that every drop-down menu shares. */
export const menuContent = "z-50 min-w-48 rounded border bg-surface p-1 text-ink shadow-sm";
export const menuItem =
  "flex h-8 cursor-default select-none items-center gap-2 rounded-chip px-2 outline-none data-highlighted:bg-hover";
