"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import Search from "lucide-react/icons/search";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { ShortcutKeys } from "@/components/ui/shortcuts/shortcut-keys";
import { type PaletteEntry, useAddedPaletteEntries } from "./palette-entries";
import { recentIds, rememberEntry } from "./palette-recent";
import { useFound } from "./use-found";

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Navigation and actions that are always there. */
  entries: readonly PaletteEntry[];
  /** Recognizes a typed identifier: the entries that open what it may be. */
  detect?: (typed: string) => readonly PaletteEntry[];
}

interface Group {
  heading: string;
  entries: PaletteEntry[];
}

function grouped(entries: readonly PaletteEntry[]): Group[] {
  const groups = new Map<string, PaletteEntry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups].map(([heading, list]) => ({ heading, entries: list }));
}

function EntryLine({ entry, value, onChoose }: { entry: PaletteEntry; value: string; onChoose: () => void }) {
  return (
    <Command.Item
      value={value}
      keywords={[entry.label, ...(entry.keywords ?? [])]}
      onSelect={onChoose}
      className="flex h-9 cursor-default select-none items-center gap-2.5 rounded-control px-2.5 text-13 data-[selected=true]:bg-pressed pointer-coarse:h-11"
    >
      <span className="flex size-4 shrink-0 items-center justify-center text-muted">{entry.icon}</span>
      <span className="min-w-[45%] flex-1 truncate">{entry.label}</span>
      {entry.hint && <span className="min-w-0 truncate text-12 text-muted">{entry.hint}</span>}
      {entry.keys && <ShortcutKeys keys={entry.keys} />}
    </Command.Item>
  );
}

function nothingWords(asking: boolean): string {
  return asking ? "Looking …" : "Nothing found. Paste a whole identifier to open what it belongs to.";
}

/** What the text was taken for without success, and what stood in the way. */
function FoundNotes({ notes }: { notes: readonly string[] }) {
  return (
    <div role="status" className="flex flex-col gap-1 px-2.5 text-12 text-muted empty:hidden not-empty:py-2">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

/** Everything the console can open or do, by typing. Loaded when it is first opened. */
export function CommandPalette({ open, onOpenChange, entries, detect }: CommandPaletteProps) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const fromPage = useAddedPaletteEntries();
  const known = useMemo(() => [...fromPage, ...entries], [fromPage, entries]);
  const found = useFound(typed, open);
  const detected = found.entries ?? (typed.trim() === "" ? [] : (detect?.(typed.trim()) ?? []));
  const [selected, setSelected] = useState("");
  const firstFound = detected[0]?.id;
  // What is found comes after the typing: Enter opens the first of it all the same.
  useEffect(() => {
    if (firstFound !== undefined) setSelected(`found ${firstFound}`);
  }, [firstFound]);
  const recent = useMemo(
    () => (open ? recentIds().flatMap((id) => known.find((entry) => entry.id === id) ?? []) : []),
    [open, known],
  );

  const choose = (entry: PaletteEntry) => {
    // What was typed is not kept: it cannot be offered again, and may be somebody's secret.
    if (known.includes(entry)) rememberEntry(entry.id);
    onOpenChange(false);
    setTyped("");
    if (entry.href) router.push(entry.href);
    entry.run?.();
  };
  const groups = [
    ...(typed === "" && recent.length > 0 ? [{ heading: "Recent", entries: recent }] : []),
    ...grouped(known),
  ];
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next);
        if (!next) setTyped("");
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-backdrop transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-x-4 top-[12dvh] z-40 mx-auto max-w-150 overflow-hidden rounded-dialog border border-line-strong bg-raised text-ink shadow-dialog outline-none transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:-translate-y-1 data-starting-style:opacity-0">
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command label="Search and commands" loop value={selected} onValueChange={setSelected}>
            <div className="flex items-center gap-2.5 border-b border-line px-3.5">
              <Search aria-hidden className="size-4 shrink-0 text-muted" />
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                placeholder="Go to a page, find by identifier, run a command"
                className="h-12 min-w-0 flex-1 bg-transparent text-14 outline-none pointer-coarse:text-16"
              />
            </div>
            <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain scroll-py-2 p-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-muted">
              <Command.Empty className="px-2.5 py-6 text-center text-13 text-muted">
                {found.notes.length === 0 && nothingWords(found.asking)}
              </Command.Empty>
              <FoundNotes notes={found.notes} />
              {grouped(detected).map((group) => (
                <Command.Group key={`found ${group.heading}`} heading={group.heading}>
                  {group.entries.map((entry) => (
                    <EntryLine
                      key={entry.id}
                      entry={{ ...entry, keywords: [...(entry.keywords ?? []), typed] }}
                      value={`found ${entry.id}`}
                      onChoose={() => choose(entry)}
                    />
                  ))}
                </Command.Group>
              ))}
              {groups.map((group) => (
                <Command.Group key={group.heading} heading={group.heading}>
                  {group.entries.map((entry) => (
                    <EntryLine
                      key={entry.id}
                      entry={entry}
                      value={`${group.heading} ${entry.id}`}
                      onChoose={() => choose(entry)}
                    />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
