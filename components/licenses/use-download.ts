"use client";

import { type Problem, problemOf } from "@/components/patterns/problem";
import { useDownload } from "@/lib/browser/download";
import { audit } from "@/lib/contract/audit";
import { type License, licenses } from "@/lib/contract/licenses";

export interface Download {
  /** The license whose file is on its way. */
  downloading: string | undefined;
  problem: Problem | undefined;
  start: (license: Pick<License, "licenseId" | "fileName">) => void;
}

/** Downloads license files, one at a time. */
export function useLicenseDownload(): Download {
  const { mutate, isPending, variables, error } = useDownload(licenses.download, {
    invalidates: [licenses.get, audit.list],
  });
  return {
    downloading: isPending ? variables.input.params?.licenseId : undefined,
    problem: error === null ? undefined : problemOf(error),
    start({ licenseId, fileName }) {
      if (!isPending && fileName !== null) mutate({ input: { params: { licenseId } }, fileName });
    },
  };
}
