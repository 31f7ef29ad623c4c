/** The parts of a license's page, below its own address. */
export const licenseParts = {
  summary: "",
  keyAndFile: "key-and-file",
  device: "device",
  activity: "activity",
  raw: "raw",
} as const;

export type LicensePart = keyof typeof licenseParts;

/** Ids may hold "~" and percent signs: what the vendor calls it is part of the id of a license that was only seen. */
export function licensePath(licenseId: string, part: LicensePart = "summary"): string {
  const below = licenseParts[part];
  return `/activations/${encodeURIComponent(licenseId)}${below && `/${below}`}`;
}

/** The part that an address shows. Its id may be spelled in several ways; what is behind it may not. */
export const partOf = (pathname: string): string => pathname.split("/")[3] ?? "";

interface OfEntitlement {
  entitlementId: string;
  customerId: string | null;
  groupId: string | null;
}

/** The entitlement of a license, in the group that the license is of. */
export function entitlementPath({ entitlementId, customerId, groupId }: OfEntitlement): string {
  const path = `/entitlements/${encodeURIComponent(entitlementId)}`;
  return customerId === null || groupId === null
    ? path
    : `${path}?${new URLSearchParams({ customerId, groupId })}`;
}

/** All licenses on a device, with the filters and acts of their list. */
export const licensesOnDevice = (serialNumber: string) =>
  `/activations?${new URLSearchParams({ serialNumber })}`;

/** What the audit history holds of a license under its own name. */
export const auditOfLicense = (licenseId: string) =>
  `/audit?${new URLSearchParams({ subjectType: "license", subjectId: licenseId })}`;
