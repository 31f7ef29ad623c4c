"use client";

import { useEffect, useState } from "react";
import { useCan } from "@/components/patterns/who";
import { useRead } from "@/lib/browser/queries";
import { mayBeActivationCode } from "@/lib/contract/activation-codes";
import { type SearchReading, search } from "@/lib/contract/search";
import { detectRequest } from "./detect-identifier";
import type { PaletteEntry } from "./palette-entries";

/** Nobody is asked about less, nor before the typing has paused for so long. */
const charactersMin = 3;
const pauseMs = 300;

export interface Found {
  /** What opens, most likely first; undefined while it is not known. */
  entries: PaletteEntry[] | undefined;
  /** What the text was taken for without success, and what stood in the way: whole sentences. */
  notes: string[];
  asking: boolean;
}

/** Looks for what is typed under everything it may be: an identifier, a tag, a name. */
export function useFound(typed: string, open: boolean): Found {
  const settled = useSettled(typed.trim(), pauseMs);
  // What may be a secret goes nowhere, neither into an address nor into the memory of answers.
  const text = mayBeActivationCode(settled) ? "" : settled;
  const enabled = useCan()("devices:read") && open && text.length >= charactersMin;
  const read = useRead(search.find, { query: { q: text } }, { enabled });
  const isAnswer = enabled && text === typed.trim() && !read.isPlaceholderData;
  const readings = isAnswer ? read.data?.value.readings : undefined;
  return {
    entries: readings && [...readings.flatMap(entriesOf), ...detectRequest(text)],
    notes: readings ? notesOf(readings) : [],
    asking: enabled && read.isFetching,
  };
}

function entriesOf({ kind, words, found }: SearchReading): PaletteEntry[] {
  return found.map(({ title, words: hint, href }) => ({
    id: `${kind}:${href}`,
    label: title,
    group: `Taken for ${words}`,
    hint,
    href,
  }));
}

/** Problems are always said; what was not found, only when nothing was. */
export function notesOf(readings: readonly SearchReading[]): string[] {
  const problems = [...new Set(readings.flatMap(({ problem }) => problem ?? []))];
  if (readings.some(({ found }) => found.length > 0)) return problems;
  const tried = readings.filter(({ problem }) => problem === null).map(({ words }) => words);
  if (tried.length === 0) return problems;
  return [
    ...problems,
    `Taken for ${new Intl.ListFormat("en", { type: "disjunction" }).format(tried)}: there is none.`,
  ];
}

/** The value once it has stayed the same for a while. */
function useSettled<Value>(value: Value, afterMs: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
