import "server-only";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { licenses as table } from "@/drizzle/schema/juniper";
import type { License, LicenseFilters, licenseSorts, licenses } from "@/lib/contract/licenses";
import type { PageInfo } from "@/lib/contract/paging";
import { type AskedGroup, type KnownGroup, readGroup } from "@/lib/domain/entitlements/group";
import { endsWithin } from "@/lib/domain/entitlements/standing";
import { isTrouble } from "@/lib/domain/last-answers/last-answers";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { groupOf } from "./activate";
import { type Merged, merge } from "./merge";
import { type KnownLicense, knownLicenses } from "./records";

type Sort = (typeof licenseSorts)[number];
type ListQuery = LicenseFilters & { page: number; size: number; sort: Sort; direction: "asc" | "desc" };
type ListAnswer = z.input<typeof licenses.list.response>;

/** A group's licenses, with what the vendor lists as far as that can be had. */
export interface GroupLicenses {
  merged: Merged[];
  group: Pick<KnownGroup, "customerId" | "groupId" | "complete" | "warnings">;
  answeredAt: Date;
  staleBecause?: VendorError | undefined;
}

/**
 * All licenses of a group: ours, and those that the vendor lists. While the vendor is in trouble and nothing of it is
 * stored, or it is not connected any more, ours alone.
 * @throws VendorError when the vendor said a clear no, or nothing is known here either
 */
export async function readLicenses(
  reading: Reading,
  juniper: () => JuniperClient,
  asked: AskedGroup,
  options: { anew?: boolean } = {},
): Promise<GroupLicenses> {
  let named = asked;
  try {
    const client = juniper();
    named = groupOf(client, asked);
    const [ours, group] = await Promise.all([oursOf(named), readGroup(reading, client, named, options)]);
    const { answeredAt, staleBecause } = group;
    return { merged: merge(ours, group, new Date()), group, answeredAt, staleBecause };
  } catch (error) {
    if (!(error instanceof VendorError) || !leavesOurs(error)) throw error;
    const ours = await oursOf(named);
    const [latest] = ours;
    if (latest === undefined) throw error;
    const { customerId = latest.customerId ?? "", groupId = latest.groupId ?? "" } = named;
    const group = { customerId, groupId, complete: false, warnings: [], entitlements: [] };
    const now = new Date();
    return { merged: merge(ours, group, now), group, answeredAt: now, staleBecause: error };
  }
}

const leavesOurs = (error: VendorError) => isTrouble(error) || error.kind === "not_connected";

async function oursOf({ customerId, groupId }: AskedGroup): Promise<KnownLicense[]> {
  return await knownLicenses(
    and(
      customerId === undefined ? undefined : eq(table.customerId, customerId),
      groupId === undefined ? undefined : eq(table.groupId, groupId),
    ),
  );
}

/** One page of what the filters leave. */
export function pageOfLicenses(
  { merged, group }: GroupLicenses,
  query: ListQuery,
): { items: License[]; page: PageInfo; group: ListAnswer["group"] } {
  const found = filtered(merged, query).toSorted(order(query));
  const start = (query.page - 1) * query.size;
  const { customerId, groupId, complete, warnings } = group;
  return {
    items: found.slice(start, start + query.size).map(({ license }) => license),
    page: { number: query.page, size: query.size, total: found.length },
    group: { customerId, groupId, complete, warnings },
  };
}

/** What the filters leave, in no order. */
export function filtered(merged: readonly Merged[], filters: LicenseFilters): Merged[] {
  const now = new Date();
  const { entitlementId, serialNumber, standing, endsWithinDays } = filters;
  const search = filters.search?.toLowerCase();
  return merged.filter(({ license }) => {
    if (entitlementId !== undefined && license.entitlementId !== entitlementId) return false;
    if (serialNumber !== undefined && license.serialNumber.toUpperCase() !== serialNumber) return false;
    if (standing !== undefined && license.standing !== standing) return false;
    if (
      endsWithinDays !== undefined &&
      !(license.state === "active" && endsWithin(endsWithinDays, license, now))
    )
      return false;
    return search === undefined || search === "" || searched(license).some((text) => text.includes(search));
  });
}

function searched(license: License): string[] {
  const { serialNumber, ssrn, productSku, productDescription, licenseId, activationId, vendorLicenseId } =
    license;
  const texts = [
    serialNumber,
    ssrn,
    productSku,
    productDescription,
    licenseId,
    activationId,
    vendorLicenseId,
  ];
  return texts.flatMap((text) => (text === null ? [] : [text.toLowerCase()]));
}

/** What has nothing to sort by comes last, in either direction. */
function order({ sort, direction }: Pick<ListQuery, "sort" | "direction">) {
  const sign = direction === "asc" ? 1 : -1;
  return (one: Merged, other: Merged): number => {
    const [a, b] = [sortedBy(one, sort), sortedBy(other, sort)];
    if (a !== b) {
      if (a === null) return 1;
      if (b === null) return -1;
      return a < b ? -sign : sign;
    }
    return one.license.licenseId < other.license.licenseId ? -1 : 1;
  };
}

function sortedBy({ license, atMs }: Merged, sort: Sort): string | number | null {
  switch (sort) {
    case "serialNumber":
      return license.serialNumber;
    case "product":
      return license.productSku;
    case "activatedAt":
      return atMs;
    case "endsAt":
      return license.endsAt;
  }
}

/** A page of a group's licenses. @throws as `readLicenses` */
export async function listLicenses(
  reading: Reading,
  juniper: () => JuniperClient,
  query: ListQuery,
  options: { anew?: boolean } = {},
): Promise<{ answer: ListAnswer; answeredAt: Date; staleBecause?: VendorError | undefined }> {
  const { customerId, groupId } = query;
  const known = await readLicenses(reading, juniper, { customerId, groupId }, options);
  const { answeredAt, staleBecause } = known;
  return { answer: pageOfLicenses(known, query), answeredAt, staleBecause };
}
