"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { RootCaDetail } from "@/lib/contract/root-cas";

/** The root CA in view, read once by the frame of its page for all tabs. */
export interface ShownRootCa {
  caName: string;
  /** Undefined until it has been read. */
  rootCa: RootCaDetail | undefined;
  asOf: Date | undefined;
  /** How often what a tab reads beside it is renewed. */
  refetchInterval: number | false;
}

const RootCaContext = createContext<ShownRootCa | undefined>(undefined);

export function RootCaProvider({ shown, children }: { shown: ShownRootCa; children: ReactNode }) {
  return <RootCaContext value={shown}>{children}</RootCaContext>;
}

/** The root CA of the page. */
export function useShownRootCa(): ShownRootCa {
  const shown = useContext(RootCaContext);
  if (shown === undefined) throw new Error("This is shown outside of a root CA's page.");
  return shown;
}
