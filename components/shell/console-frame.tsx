"use client";

import { signOut } from "next-auth/react";
import { type ReactNode, useMemo } from "react";
import { type Who, WhoProvider } from "@/components/patterns/who";
import { useLiveQueries } from "@/lib/browser/events";
import { AppShell } from "./app-shell";
import { consoleNavigation } from "./console-navigation";
import { detectIdentifier } from "./detect-identifier";
import { IdentityConfirmation } from "./identity-confirmation";
import { useCounts } from "./use-counts";

interface Props {
  who: Who;
  /** Whether the vendors are simulated here; then the Sandbox screen is there too. */
  sandbox: boolean;
  sidebarCollapsed: boolean;
  /** The tray of running jobs, for the top bar. */
  jobs?: ReactNode;
  children: ReactNode;
}

/** The signed-in console around every page. */
export function ConsoleFrame({ who, sandbox, sidebarCollapsed, jobs, children }: Props) {
  useLiveQueries(who.userId);
  const counts = useCounts(who.role);
  const navigation = useMemo(
    () =>
      sandbox
        ? consoleNavigation
        : consoleNavigation.map((group) => ({
            ...group,
            items: group.items.filter(({ path }) => path !== "/sandbox"),
          })),
    [sandbox],
  );
  return (
    <WhoProvider who={who}>
      <AppShell
        person={who}
        environment={sandbox ? "sandbox" : "production"}
        navigation={navigation}
        counts={counts}
        detect={detectIdentifier}
        sidebarCollapsed={sidebarCollapsed}
        jobs={jobs}
        onSignOut={() => void signOut({ callbackUrl: "/sign-in" })}
      >
        {children}
      </AppShell>
      <IdentityConfirmation />
    </WhoProvider>
  );
}
