import "server-only";
import type { Entitlement, ListedActivation } from "@/lib/contract/entitlements";
import type { License } from "@/lib/contract/licenses";
import type { KnownLicense } from "./records";
import { isLive } from "./row-rules";
import { type Listed, seenLicense, toLicense } from "./view";

/** A license with what lists are sorted by beside it. */
export interface Merged {
  license: License;
  /** What the vendor lists of it. */
  listed?: Listed | undefined;
  /** When it was activated, or asked for while it is not; null where the vendor does not say. */
  atMs: number | null;
}

interface Group {
  customerId: string;
  groupId: string;
  entitlements: readonly Entitlement[];
}

/**
 * Our licenses and those that the vendor lists, each once. The same is what has the same activation id; where one of the
 * two has none, what is about the same entitlement and device. Vouchers, which the vendor lists too, are left out.
 */
export function merge(rows: readonly KnownLicense[], group: Group, now: Date): Merged[] {
  const listed = listedIn(group.entitlements);
  const byRow = new Map<KnownLicense, Listed>();
  const others: Listed[] = [];
  const found = finder(rows);
  for (const one of listed) {
    const row = found(one);
    if (row === undefined) others.push(one);
    // Of several that are taken for the same one, the live one counts.
    else if (!byRow.has(row) || isLive(one.activation)) byRow.set(row, one);
  }
  const { customerId, groupId } = group;
  // Of several without an id on one device the last one stays.
  const seen = new Map(
    others.map((listed) => {
      const license = seenLicense(listed, { customerId, groupId }, now);
      return [license.licenseId, { license, listed }] as const;
    }),
  );
  return [
    ...rows.map((row) => ({
      license: toLicense(row, now, byRow.get(row)),
      listed: byRow.get(row),
      atMs: (row.activatedAt ?? row.askedAt).getTime(),
    })),
    ...[...seen.values()].map((one) => ({
      ...one,
      atMs: one.license.activatedAt === null ? null : Date.parse(one.license.activatedAt),
    })),
  ];
}

/** What a list of entitlements says of licenses on devices; those that do not count any more come first. */
function listedIn(entitlements: readonly Entitlement[]): Listed[] {
  return entitlements
    .filter(({ type }) => type !== "VOUCHER")
    .flatMap((entitlement) => entitlement.activations.map((activation) => ({ entitlement, activation })))
    .toSorted((one, other) => Number(isLive(one.activation)) - Number(isLive(other.activation)));
}

/** Finds the row of ours that a listed activation is. */
function finder(rows: readonly KnownLicense[]): (listed: Listed) => KnownLicense | undefined {
  const byId = new Map<string, KnownLicense>();
  const byDevice = new Map<string, KnownLicense[]>();
  for (const row of rows) {
    if (row.state === "not_activated") continue;
    if (row.activationId !== null && !byId.has(row.activationId)) byId.set(row.activationId, row);
    const key = deviceKey(row.ssrn ?? "", row.serialNumber);
    byDevice.set(key, [...(byDevice.get(key) ?? []), row]);
  }
  return ({ entitlement, activation }) => {
    const { activationId } = activation;
    const same = activationId === null ? undefined : byId.get(activationId);
    if (same !== undefined) return same;
    const ofDevice = byDevice.get(deviceKey(entitlement.ssrn ?? "", activation.serialNumber)) ?? [];
    return ofDevice.find(
      (row) => (activationId === null || row.activationId === null) && fits(row, activation),
    );
  };
}

const deviceKey = (ssrn: string, serialNumber: string) =>
  JSON.stringify([ssrn.toUpperCase(), serialNumber.toUpperCase()]);

/** What was given back before is not what was activated since. */
function fits({ releasedAt, askedAt }: KnownLicense, { activatedAt, ...listed }: ListedActivation): boolean {
  if (activatedAt === null) return true;
  const atMs = Date.parse(activatedAt);
  if (releasedAt !== null && atMs > releasedAt.getTime()) return false;
  return isLive(listed) || atMs >= askedAt.getTime() - clockDifferenceMs;
}

/** The vendor's clock may be so far from ours. */
const clockDifferenceMs = 5 * 60_000;
