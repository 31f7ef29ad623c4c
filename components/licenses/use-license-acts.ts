"use client";

import { useState } from "react";
import type { License } from "@/lib/contract/licenses";
import { useLookUp } from "./queries";
import type { LicenseAct } from "./row-actions";
import { useLicenseDownload } from "./use-download";

/** What is told of the last act where it was begun. */
export type Told =
  | { of: "found"; license: License; words: string }
  | { of: "released"; license: License }
  | { of: "lost"; license: License };

/** The acts on single licenses, for the list and for the page: what is asked, what runs, what came of it. */
export function useLicenseActs() {
  const [asked, setAsked] = useState<{ act: "reveal" | "release"; license: License }>();
  const [told, setTold] = useState<Told>();
  const download = useLicenseDownload();
  const lookUp = useLookUp();

  const begin = (act: LicenseAct, license: License) => {
    setTold(undefined);
    lookUp.reset();
    switch (act) {
      case "download":
        return download.start(license);
      case "lookUp":
        return lookUp.mutate(
          { params: { licenseId: license.licenseId } },
          { onSuccess: (found) => setTold({ of: "found", ...found }) },
        );
      default:
        return setAsked({ act, license });
    }
  };
  return {
    begin,
    /** The license that a dialog is about. */
    askedFor: (act: "reveal" | "release") => (asked?.act === act ? asked.license : undefined),
    close: () => setAsked(undefined),
    told,
    tell: setTold,
    download,
    lookingUp: lookUp.isPending,
    lookUpError: lookUp.error,
  };
}

export type LicenseActsControl = ReturnType<typeof useLicenseActs>;
