"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ReadResult } from "@/lib/browser/queries";
import type { Connection } from "@/lib/contract/connections";
import type { CallBudget } from "@/lib/contract/juniper-access";

/** The connection in view, read once by the frame of its page for all tabs. */
export interface ShownJuniper {
  /** Undefined until it has been read. */
  connection: Connection | undefined;
  budget: ReadResult<CallBudget>;
}

const JuniperContext = createContext<ShownJuniper | undefined>(undefined);

export function JuniperProvider({ shown, children }: { shown: ShownJuniper; children: ReactNode }) {
  return <JuniperContext value={shown}>{children}</JuniperContext>;
}

/** The connection of the page. */
export function useShownJuniper(): ShownJuniper {
  const shown = useContext(JuniperContext);
  if (shown === undefined) throw new Error("This is shown outside of Juniper's page.");
  return shown;
}
