/** Everything that floats looks alike: raised surface, hairline, soft shadow, fades in by 4 px. */
export const popupClass =
  "rounded-card border border-line-strong bg-raised text-13 text-ink shadow-float outline-none transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:-translate-y-1 data-starting-style:opacity-0";

/** A row in a menu, select or combobox. */
export const popupItemClass =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-control px-2 py-1 outline-none pointer-coarse:min-h-11 data-highlighted:bg-hover data-disabled:text-muted";
