import type { z } from "zod";
import type { ListedActivation } from "@/lib/contract/entitlements";
import { type DeviceCompliance, expiringWithinDays, type licenses } from "@/lib/contract/licenses";
import type { KnownEntitlement, KnownGroup } from "./group";
import { readingOf } from "./list";
import { endMsOf, endsWithin, standingOf } from "./standing";

type ListQuery = z.output<typeof licenses.deviceCompliance.query>;

/** What one license on a device comes to. */
interface Judged {
  compliant: boolean;
  /** Whether it is good for now. */
  isActive: boolean;
  remark: string | null;
  endsAt: string | null;
}

/** One that was given back is on no device any more. */
const givenBack = /revoked|released|returned|cancell?ed|inactive/i;

const day = (endsAt: string) => endsAt.slice(0, 10);

function judge(entitlement: KnownEntitlement, now: Date): Judged {
  const { endsAt, startsAt, quantity } = entitlement;
  const name = nameOf(entitlement);
  const wrong = (words: string, isActive = false): Judged => ({
    compliant: false,
    isActive,
    remark: `${name} ${words}`,
    endsAt: isActive ? endsAt : null,
  });
  switch (standingOf(entitlement, now)) {
    case "revoked":
      return wrong("was revoked, and its license has not been released from the device.");
    case "expired":
      return wrong(
        endsAt === null
          ? "has ended, and its license has not been released from the device."
          : `ended on ${day(endsAt)}, and its license has not been released from the device.`,
      );
    case "not_started":
      return wrong(
        startsAt === null
          ? "has not started, and is activated already."
          : `starts on ${day(startsAt)}, and is activated already.`,
      );
    case "exceeded":
      return wrong(
        quantity.activated === null || quantity.total === null
          ? "is activated more often than it was bought; this device is among those that use it."
          : `is activated ${quantity.activated} times and was bought ${quantity.total} times; this device is among those that use it.`,
        true,
      );
    case "unclear":
      return {
        compliant: true,
        isActive: false,
        remark: `${name} may not be good: Juniper says too little of it to tell.`,
        endsAt: null,
      };
    case "active":
    case "expiring":
    case "used_up":
      return { compliant: true, isActive: true, remark: soonOver(entitlement, name, now), endsAt };
  }
}

function soonOver(entitlement: KnownEntitlement, name: string, now: Date): string | null {
  const { endsAt } = entitlement;
  return endsAt !== null && endsWithin(expiringWithinDays, entitlement, now)
    ? `${name} ends on ${day(endsAt)}.`
    : null;
}

/** "S-MX-A1-5 (SSRN 152115129000)". */
function nameOf({ productSku, productDescription, ssrn, entitlementId }: KnownEntitlement): string {
  const number = ssrn === null ? `entitlement ${entitlementId}` : `SSRN ${ssrn}`;
  return `${productSku ?? productDescription ?? "A product without a name"} (${number})`;
}

/**
 * What is licensed on each device of a group, those that are out of compliance first, then by what ends first. Vouchers
 * are no licenses, and what was released is on no device. Calls nobody.
 */
export function devicesOf({ entitlements }: Pick<KnownGroup, "entitlements">, now: Date): DeviceCompliance[] {
  const onDevices = entitlements
    .filter(({ type }) => type !== "VOUCHER")
    .flatMap((entitlement) => {
      const judged = judge(entitlement, now);
      return entitlement.activations.filter(isThere).map(({ serialNumber }) => ({ serialNumber, judged }));
    });
  const byDevice = Map.groupBy(onDevices, ({ serialNumber }) => serialNumber.trim().toUpperCase());
  return [...byDevice]
    .map(([serialNumber, listed]) =>
      deviceOf(
        serialNumber,
        listed.map(({ judged }) => judged),
      ),
    )
    .sort(inOrder);
}

const isThere = ({ status }: ListedActivation) => !givenBack.test(status ?? "");

function deviceOf(serialNumber: string, licensesOnIt: readonly Judged[]): DeviceCompliance {
  const ends = licensesOnIt.flatMap(({ endsAt }) => endsAt ?? []);
  return {
    serialNumber,
    compliant: licensesOnIt.every(({ compliant }) => compliant),
    remarks: [...wordsOf(licensesOnIt, false), ...wordsOf(licensesOnIt, true)],
    licenseCount: licensesOnIt.length,
    activeCount: licensesOnIt.filter(({ isActive }) => isActive).length,
    nextEndsAt: ends.sort((one, other) => endMsOf(one) - endMsOf(other))[0] ?? null,
  };
}

/** Each once: a device may hold several licenses of one entitlement. */
function wordsOf(licensesOnIt: readonly Judged[], compliant: boolean): string[] {
  const words = licensesOnIt
    .filter((one) => one.compliant === compliant)
    .flatMap(({ remark }) => remark ?? []);
  return [...new Set(words)];
}

function inOrder(one: DeviceCompliance, other: DeviceCompliance): number {
  const endMs = ({ nextEndsAt }: DeviceCompliance) =>
    nextEndsAt === null ? Number.MAX_SAFE_INTEGER : endMsOf(nextEndsAt);
  return (
    Number(one.compliant) - Number(other.compliant) ||
    endMs(one) - endMs(other) ||
    one.serialNumber.localeCompare(other.serialNumber, "en")
  );
}

/** One page of them. */
export function deviceComplianceOf(
  group: KnownGroup,
  { page, size, compliant, search }: Omit<ListQuery, "customerId" | "groupId">,
  now: Date,
): z.input<typeof licenses.deviceCompliance.response> {
  const found = devicesOf(group, now).filter(
    (device) =>
      (compliant === undefined || String(device.compliant) === compliant) &&
      (search === undefined || device.serialNumber.includes(search.toUpperCase())),
  );
  return {
    items: found.slice((page - 1) * size, page * size),
    page: { number: page, size, total: found.length },
    group: readingOf(group),
  };
}
