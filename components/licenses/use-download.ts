"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type Problem, problemOf } from "@/components/patterns/problem";
import { addressOf, ProblemError, problemFrom, unreachable } from "@/lib/browser/call";
import { withConfirmation } from "@/lib/browser/confirm-identity";
import { invalidate } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { type License, licenses } from "@/lib/contract/licenses";

/** The whole file: license files are small, and the person may have to confirm first, which no form of the browser's can. */
async function fetchFile(licenseId: string): Promise<Blob> {
  const answer = await fetch(addressOf(licenses.download, { params: { licenseId } }), {
    method: licenses.download.method,
    cache: "no-store",
  }).catch(() => {
    throw unreachable();
  });
  if (!answer.ok) {
    const document: unknown = await answer.json().catch(() => undefined);
    throw new ProblemError(problemFrom(document, answer.status, answer.headers.get("x-request-id")));
  }
  // Cut on its way: half a file must not be saved.
  return await answer.blob().catch(() => {
    throw unreachable();
  });
}

/** Has the browser save what is here already. */
function save(file: Blob, fileName: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has taken it over by the next turn.
  setTimeout(() => URL.revokeObjectURL(address));
}

export interface Download {
  /** The license whose file is on its way. */
  downloading: string | undefined;
  problem: Problem | undefined;
  start: (license: Pick<License, "licenseId" | "fileName">) => Promise<void>;
}

/** Downloads license files, one at a time. What came goes to the disk and is kept nowhere. */
export function useDownload(): Download {
  const client = useQueryClient();
  const [downloading, setDownloading] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const running = useRef(false);

  const start: Download["start"] = async ({ licenseId, fileName }) => {
    if (running.current || fileName === null) return;
    running.current = true;
    setDownloading(licenseId);
    setProblem(undefined);
    try {
      save(await withConfirmation(() => fetchFile(licenseId)), fileName);
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      running.current = false;
      setDownloading(undefined);
    }
    await invalidate(client, [licenses.get, audit.list]);
  };
  return { downloading, problem, start };
}
