"use client";

import { readPreference, writePreference } from "@/components/ui/use-local-preference";

const key = "muniment:palette-recent";
const kept = 5;

/** Ids of the entries used last, newest first. Anything unreadable in storage counts as none. */
export function recentIds(): string[] {
  try {
    const stored: unknown = JSON.parse(readPreference(key) ?? "[]");
    return Array.isArray(stored) ? stored.filter((id) => typeof id === "string").slice(0, kept) : [];
  } catch {
    return [];
  }
}

export function rememberEntry(id: string): void {
  writePreference(key, JSON.stringify([id, ...recentIds().filter((other) => other !== id)].slice(0, kept)));
}
