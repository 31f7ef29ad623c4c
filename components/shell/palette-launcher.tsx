"use client";

import Search from "lucide-react/icons/search";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ShortcutKeys } from "@/components/ui/shortcuts/shortcut-keys";
import { useShortcut } from "@/components/ui/shortcuts/use-shortcut";
import type { PaletteEntry } from "./palette-entries";

const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette), {
  ssr: false,
});

/** The search field of the top bar: a button that opens the palette, loaded on first use. */
export function PaletteLauncher(props: {
  entries: readonly PaletteEntry[];
  detect?: (typed: string) => readonly PaletteEntry[];
}) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const change = (next: boolean) => {
    if (next) setWanted(true);
    setOpen(next);
  };
  useShortcut({ keys: "mod+k", label: "Search and commands", group: "Everywhere", run: () => change(!open) });
  return (
    <>
      <button
        type="button"
        onClick={() => change(true)}
        className="touch-target inline-flex h-8 items-center gap-2 rounded-control border border-line-strong bg-surface px-2 text-13 text-muted transition-colors hover:bg-hover hover:text-ink sm:w-64"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="sr-only flex-1 text-left sm:not-sr-only">Search</span>
        <span className="hidden sm:inline-flex">
          <ShortcutKeys keys="mod+k" />
        </span>
      </button>
      {wanted && <CommandPalette open={open} onOpenChange={change} {...props} />}
    </>
  );
}
