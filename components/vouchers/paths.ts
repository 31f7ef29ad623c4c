export const vouchersPath = "/vouchers";
export const voucherPath = (voucherId: string) => `${vouchersPath}/${encodeURIComponent(voucherId)}`;

/** The vouchers of one device. */
export const vouchersOfDevice = (serialNumber: string) =>
  `${vouchersPath}?${new URLSearchParams({ serialNumber })}`;

/** The form, with what is known filled in. */
export function newVoucherPath(known: { ssrn?: string; serialNumber?: string } = {}): string {
  const query = new URLSearchParams(known);
  return query.size === 0 ? `${vouchersPath}/new` : `${vouchersPath}/new?${query}`;
}

/** What the audit history holds of a voucher, once it was issued. */
export const auditOfVoucher = (voucherId: string) =>
  `/audit?${new URLSearchParams({ subjectType: "voucher", subjectId: voucherId })}`;
