"use client";

import { type ReactNode, useMemo, useState } from "react";
import { useShortcut } from "@/components/ui/shortcuts/use-shortcut";
import { consoleNavigation } from "./console-navigation";
import type { Environment } from "./environment-badge";
import { type NavigationGroup, navigationFor } from "./navigation";
import type { PaletteEntry } from "./palette-entries";
import type { Person } from "./person-menu";
import { ShortcutsSheet } from "./shortcuts-sheet";
import { Sidebar } from "./sidebar";
import { TopBar } from "./top-bar";
import { useNavigationShortcuts } from "./use-navigation-shortcuts";

export interface AppShellProps {
  person: Person;
  environment: Environment;
  onSignOut: () => void;
  /** Default: the console's own. Items without the person's permission are left out. */
  navigation?: readonly NavigationGroup[];
  /** What waits behind an item, by path. */
  counts?: Readonly<Record<string, number>>;
  /** From the cookie named `sidebarCookie`. */
  sidebarCollapsed?: boolean;
  /** Actions for the palette beside navigation. */
  entries?: readonly PaletteEntry[];
  /** Recognizes identifiers typed into the palette. */
  detect?: (typed: string) => readonly PaletteEntry[];
  jobs?: ReactNode;
  apiReferencePath?: string;
  children: ReactNode;
}

function navigationEntries(groups: readonly NavigationGroup[]): PaletteEntry[] {
  return groups
    .flatMap((group) => group.items)
    .map((item) => {
      const Icon = item.icon;
      return {
        id: `page:${item.path}`,
        label: item.label,
        group: "Go to",
        icon: <Icon aria-hidden className="size-4" />,
        keywords: item.keywords,
        keys: item.key && `g ${item.key}`,
        href: item.path,
      };
    });
}

/** The frame of every page of the console. */
export function AppShell(props: AppShellProps) {
  const { navigation = consoleNavigation, entries, person } = props;
  const [shortcutsOpen, setShortcutsOpen] = useState(false);
  const groups = useMemo(() => navigationFor(navigation, person.role), [navigation, person.role]);
  const everything = useMemo(() => [...navigationEntries(groups), ...(entries ?? [])], [groups, entries]);
  useNavigationShortcuts(groups);
  useShortcut({
    keys: "?",
    label: "Show keyboard shortcuts",
    group: "Everywhere",
    run: () => setShortcutsOpen(true),
  });
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="fixed left-2 top-2 z-50 -translate-y-16 rounded-control bg-accent px-3 py-1.5 text-13 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <Sidebar groups={groups} counts={props.counts} initiallyCollapsed={props.sidebarCollapsed ?? false} />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar
          groups={groups}
          counts={props.counts}
          environment={props.environment}
          person={person}
          onSignOut={props.onSignOut}
          entries={everything}
          detect={props.detect}
          jobs={props.jobs}
          apiReferencePath={props.apiReferencePath ?? "/docs/api"}
          onShowShortcuts={() => setShortcutsOpen(true)}
        />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 pb-16 pt-5 outline-none sm:px-6">
          <div className="mx-auto max-w-360">{props.children}</div>
        </main>
      </div>
      <ShortcutsSheet open={shortcutsOpen} onOpenChange={setShortcutsOpen} />
    </div>
  );
}
