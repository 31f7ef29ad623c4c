"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { addressOf, ProblemError, problemFrom, unreachable } from "@/lib/browser/call";
import { invalidate } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { type IssuedVoucher, vouchers } from "@/lib/contract/vouchers";

export type Downloadable = Pick<IssuedVoucher, "voucherId" | "serialNumber" | "fileName">;

/**
 * Fetches a voucher's file and has the browser save it. It is small, and a problem is told where somebody clicked. The
 * page keeps nothing of it.
 */
export function useDownloadVoucher() {
  const client = useQueryClient();
  return useMutation<void, ProblemError, Downloadable>({
    mutationFn: async (voucher) => save(await fetchFile(voucher.voucherId), voucher),
    gcTime: 0,
    onSettled: () => invalidate(client, [vouchers.get, audit.list]),
  });
}

/** @throws ProblemError */
async function fetchFile(voucherId: string): Promise<Blob> {
  const address = addressOf(vouchers.download, { params: { voucherId } });
  const response = await fetch(address, { method: vouchers.download.method, cache: "no-store" }).catch(() => {
    throw unreachable();
  });
  if (response.ok) {
    // Cut on its way: half a file must not be saved.
    return await response.blob().catch(() => {
      throw unreachable();
    });
  }
  const document: unknown = await response.json().catch(() => undefined);
  throw new ProblemError(problemFrom(document, response.status, response.headers.get("x-request-id")));
}

function save(file: Blob, { fileName, serialNumber }: Downloadable): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName ?? `${serialNumber}.vcj`;
  link.click();
  // The browser has taken it over by the next turn.
  setTimeout(() => URL.revokeObjectURL(address));
}
