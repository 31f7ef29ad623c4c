/** Whose entitlements, where they are not those of the connection. */
export interface EntitlementGroup {
  customerId?: string;
  groupId?: string;
}

/** The parts of an entitlement's page, below its own address. */
export const entitlementParts = {
  summary: "",
  activations: "activations",
  vouchers: "vouchers",
  history: "history",
  raw: "raw",
} as const;

export type EntitlementPart = keyof typeof entitlementParts;

/** An address with the parameters that are there. */
function withQuery(path: string, query: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  return search.size === 0 ? path : `${path}?${search}`;
}

export function entitlementPath(
  entitlementId: string,
  group: EntitlementGroup = {},
  part: EntitlementPart = "summary",
): string {
  const below = entitlementParts[part];
  const path = `/entitlements/${encodeURIComponent(entitlementId)}${below && `/${below}`}`;
  return withQuery(path, { customerId: group.customerId, groupId: group.groupId });
}

/** The part that an address shows. Its id may be spelled in several ways; what is behind it may not. */
export const partOf = (pathname: string): string => pathname.split("/")[3] ?? "";

export const licensePath = (licenseId: string) => `/activations/${encodeURIComponent(licenseId)}`;

/** The licenses on a device of which nobody knows whether they were activated. */
export const licensesInDoubt = (serialNumber: string) =>
  withQuery("/activations", { serialNumber, standing: "activation_in_doubt" });

/** All licenses of an entitlement, with the filters and acts of their own list. */
export const activationsOf = (entitlementId: string, group: EntitlementGroup) =>
  withQuery("/activations", { entitlementId, customerId: group.customerId, groupId: group.groupId });

export const voucherPath = (voucherId: string) => `/vouchers/${encodeURIComponent(voucherId)}`;

export const newVoucherPath = (ssrn: string) => withQuery("/vouchers/new", { ssrn });

/** What the audit history holds of an entitlement. */
export const auditOfEntitlement = (entitlementId: string) =>
  withQuery("/audit", { subjectType: "entitlement", subjectId: entitlementId });
