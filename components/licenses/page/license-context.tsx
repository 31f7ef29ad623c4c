"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { LicenseDetail } from "@/lib/contract/licenses";
import type { Download } from "../use-download";

/** The license in view, read once by the frame of its page for all tabs. */
export interface ShownLicense {
  licenseId: string;
  /** Undefined until it has been read. */
  license: LicenseDetail | undefined;
  /** Nothing could be read, which the frame says. */
  failed: boolean;
  asOf: Date | undefined;
  /** How often what a tab reads beside it is renewed. */
  refetchInterval: number | false;
  download: Download;
}

const LicenseContext = createContext<ShownLicense | undefined>(undefined);

export function LicenseProvider({ shown, children }: { shown: ShownLicense; children: ReactNode }) {
  return <LicenseContext value={shown}>{children}</LicenseContext>;
}

/** The license of the page. */
export function useShownLicense(): ShownLicense {
  const shown = useContext(LicenseContext);
  if (shown === undefined) throw new Error("This is shown outside of a license's page.");
  return shown;
}
