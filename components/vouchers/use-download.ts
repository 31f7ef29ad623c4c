"use client";

import { useDownload } from "@/lib/browser/download";
import { audit } from "@/lib/contract/audit";
import { type IssuedVoucher, vouchers } from "@/lib/contract/vouchers";

export type Downloadable = Pick<IssuedVoucher, "voucherId" | "serialNumber" | "fileName">;

/** What a voucher's file is asked for with, and what it is saved as. */
export const fileOf = ({ voucherId, serialNumber, fileName }: Downloadable) => ({
  input: { params: { voucherId } },
  fileName: fileName ?? `${serialNumber}.vcj`,
});

export const useDownloadVoucher = () =>
  useDownload(vouchers.download, { invalidates: [vouchers.get, audit.list] });
