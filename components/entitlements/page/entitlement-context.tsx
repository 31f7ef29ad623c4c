"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { EntitlementDetail } from "@/lib/contract/entitlements";
import type { EntitlementGroup } from "../paths";

/** The entitlement in view, read once by the frame of its page for all tabs. */
export interface ShownEntitlement {
  entitlementId: string;
  /** Whose it is asked for, where that is not the connection's own group. */
  group: EntitlementGroup;
  /** Undefined until it has been read. */
  entitlement: EntitlementDetail | undefined;
  /** Nothing could be read, which the frame says. */
  failed: boolean;
  asOf: Date | undefined;
  /** How often what a tab reads beside it is renewed. */
  refetchInterval: number | false;
  /** Absent where it cannot be activated by this person. */
  onActivate: (() => void) | undefined;
}

const EntitlementContext = createContext<ShownEntitlement | undefined>(undefined);

export function EntitlementProvider({ shown, children }: { shown: ShownEntitlement; children: ReactNode }) {
  return <EntitlementContext value={shown}>{children}</EntitlementContext>;
}

/** The entitlement of the page. */
export function useShownEntitlement(): ShownEntitlement {
  const shown = useContext(EntitlementContext);
  if (shown === undefined) throw new Error("This is shown outside of an entitlement's page.");
  return shown;
}
