"use client";

import type { ReactNode } from "react";
import { type Environment, EnvironmentBadge, EnvironmentStripe } from "./environment-badge";
import { HelpMenu } from "./help-menu";
import type { NavigationGroup } from "./navigation";
import { NavigationDrawer } from "./navigation-drawer";
import type { PaletteEntry } from "./palette-entries";
import { PaletteLauncher } from "./palette-launcher";
import { type Person, PersonMenu } from "./person-menu";

export interface TopBarProps {
  groups: readonly NavigationGroup[];
  counts?: Readonly<Record<string, number>>;
  environment: Environment;
  person: Person;
  onSignOut: () => void;
  entries: readonly PaletteEntry[];
  detect?: (typed: string) => readonly PaletteEntry[];
  /** The tray of running jobs. */
  jobs?: ReactNode;
  apiReferencePath: string;
  onShowShortcuts: () => void;
}

/** 48 px above every page: environment, search, jobs, help, person. */
export function TopBar(props: TopBarProps) {
  return (
    <header
      data-top-bar
      className="sticky top-0 z-30 flex h-12 items-center gap-3 border-b border-line bg-page px-4 sm:px-6"
    >
      <EnvironmentStripe environment={props.environment} />
      <NavigationDrawer groups={props.groups} counts={props.counts} />
      <EnvironmentBadge environment={props.environment} />
      <div className="ml-auto flex items-center gap-2">
        <PaletteLauncher entries={props.entries} detect={props.detect} />
        {props.jobs}
        <HelpMenu apiReferencePath={props.apiReferencePath} onShowShortcuts={props.onShowShortcuts} />
        <PersonMenu person={props.person} onSignOut={props.onSignOut} />
      </div>
    </header>
  );
}
