"use client";

import type { z } from "zod";
import type { FilterValues } from "@/components/patterns/table-state/table-parsers";
import { useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { deviceSerial, entitlements, ssrn } from "@/lib/contract/entitlements";
import { juniperAccess } from "@/lib/contract/juniper-access";
import { type VoucherFilters, vouchers } from "@/lib/contract/vouchers";
import type { voucherSearch } from "./search-params";

type Filters = FilterValues<(typeof voucherSearch)["filters"]>;

/** The address's filters as the API takes them; what is no serial number or SSRN narrows nothing. */
export function filtersOf(values: Filters): VoucherFilters {
  const serial = deviceSerial.safeParse(values.serialNumber);
  const number = ssrn.safeParse(values.ssrn);
  return {
    ...(values.search !== null && { search: values.search }),
    ...(values.standing !== null && { standing: values.standing }),
    ...(values.endsWithinDays !== null && { endsWithinDays: Number(values.endsWithinDays) }),
    ...(serial.success && { serialNumber: serial.data }),
    ...(number.success && { ssrn: number.data }),
  };
}

export const useVouchers = (query: z.input<typeof vouchers.list.query>, pollEveryMs: number | false) =>
  useRead(vouchers.list, { query }, { pollEveryMs: () => pollEveryMs });

export const useVoucher = (voucherId: string, pollEveryMs: number | false) =>
  useRead(vouchers.get, { params: { voucherId } }, { pollEveryMs: () => pollEveryMs });

/** What is found in a certificate while it is typed; undefined asks nothing. */
export const useCertificateCheck = (body: z.input<typeof vouchers.checkCertificate.body> | undefined) =>
  useRead(vouchers.checkCertificate, { body: body ?? { certificate: "" } }, { enabled: body !== undefined });

const budgetEveryMs = 60_000;

/** What is left of the hour's calls. A number beside other things: where it cannot be had, it is not shown. */
export const useBudget = () =>
  useRead(juniperAccess.budget, {}, { pollEveryMs: () => budgetEveryMs }).data?.value;

/** What issuing and revoking change for other pages. */
const changed = [
  vouchers.list,
  vouchers.get,
  vouchers.checkCertificate,
  entitlements.list,
  entitlements.get,
  juniperAccess.budget,
  audit.list,
] as const;

export const useIssueVoucher = () => useWrite(vouchers.issue, { invalidates: changed });
export const useRevokeVoucher = () => useWrite(vouchers.revoke, { invalidates: changed });
export const useSettleVoucher = () =>
  useWrite(vouchers.settle, { invalidates: [vouchers.list, vouchers.get, audit.list] });
