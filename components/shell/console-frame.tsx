"use client";

import { signOut } from "next-auth/react";
import { type ReactNode, useMemo } from "react";
import { type Who, WhoProvider } from "@/components/patterns/who";
import { AppShell } from "./app-shell";
import { consoleNavigation } from "./console-navigation";
import { detectIdentifier } from "./detect-identifier";

interface Props {
  who: Who;
  /** Whether the vendors are simulated here; then the Sandbox screen is there too. */
  sandbox: boolean;
  sidebarCollapsed: boolean;
  children: ReactNode;
}

/** The signed-in console around every page. */
export function ConsoleFrame({ who, sandbox, sidebarCollapsed, children }: Props) {
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
        detect={detectIdentifier}
        sidebarCollapsed={sidebarCollapsed}
        onSignOut={() => void signOut({ callbackUrl: "/sign-in" })}
      >
        {children}
      </AppShell>
    </WhoProvider>
  );
}
