"use client";

import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { AnyRead, AnyWrite } from "@/lib/contract/operation";
import { addressOf, type CallInput, ProblemError, problemFrom, unreachable } from "./call";
import { withConfirmation } from "./confirm-identity";
import { invalidate } from "./queries";
import { saveFile } from "./save-file";

/**
 * Fetches a small file that an operation hands out, and has the browser save it. Not a form of the browser's own: the
 * person may have to confirm first, and a problem is told where somebody clicked. The page keeps nothing of it.
 */
export function useDownload<Operation extends AnyWrite>(
  operation: Operation,
  { invalidates }: { invalidates: readonly AnyRead[] },
): UseMutationResult<void, ProblemError, { input: CallInput<Operation>; fileName: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ input, fileName }) => {
      saveFile(await withConfirmation(() => fetchFile(operation, input)), fileName);
    },
    gcTime: 0,
    onSettled: () => invalidate(client, invalidates),
  });
}

/** @throws ProblemError */
async function fetchFile<Operation extends AnyWrite>(
  operation: Operation,
  input: CallInput<Operation>,
): Promise<Blob> {
  const request = { method: operation.method, cache: "no-store" } as const;
  const answer = await fetch(addressOf(operation, input), request).catch(() => {
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
