import "server-only";
import { eq } from "drizzle-orm";
import { licenses, vouchers } from "@/drizzle/schema/juniper";
import type { SearchReading } from "@/lib/contract/search";
import { db } from "@/lib/db/connection";
import type { KnownGroup } from "@/lib/domain/entitlements/group";
import { recentGroup } from "@/lib/domain/licenses-attention/recent-group";
import { countVouchers } from "@/lib/domain/vouchers/list";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { troubleWords } from "./trouble-words";

// What Juniper has is looked up in the group that all pages share, at most once an hour by itself, and the rest in our
// records.

type Found = SearchReading["found"][number];
interface Answer {
  found: Found[];
  problem?: string;
  words?: string;
}
interface Connected {
  juniper: () => JuniperClient;
}

const productsShown = 3;

/** Where Juniper is not connected, numbers are no SSRNs: nothing is said of them. */
export async function bySsrn(
  reading: Reading,
  { juniper }: Connected,
  value: string,
): Promise<Answer | undefined> {
  const group = await sharedGroup(reading, juniper);
  if (group === undefined) return undefined;
  if ("problem" in group) return { found: [], problem: group.problem };
  return {
    words: `SSRN ${value} in group ${group.groupId} as of ${minuteOf(group.answeredAt)}`,
    found: group.entitlements
      .filter(({ ssrn }) => ssrn === value)
      .map(({ entitlementId, productSku, quantity }) => ({
        title: value,
        words: `Entitlement${productSku === null ? "" : ` of ${productSku}`}, ${quantityWords(quantity)}`,
        href: `/entitlements/${encodeURIComponent(entitlementId)}`,
      })),
  };
}

/** "2026-11-23 09:12 UTC". */
const minuteOf = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

function quantityWords({ total, activated }: { total: number | null; activated: number | null }): string {
  const said = (count: number | null) => count?.toLocaleString("en-US") ?? "not said";
  return `${said(activated)} of ${said(total)} activated`;
}

/** What is on a device, and what was issued for it. */
export async function byJuniperSerialNumber(
  reading: Reading,
  { juniper }: Connected,
  value: string,
): Promise<Answer | undefined> {
  const [ours, voucherCount, group] = await Promise.all([
    db()
      .selectDistinct({ sku: licenses.productSku, ssrn: licenses.ssrn })
      .from(licenses)
      .where(eq(licenses.serialNumber, value)),
    countVouchers({ serialNumber: value }),
    sharedGroup(reading, juniper),
  ]);
  const listed = group === undefined || "problem" in group ? [] : productsOn(group, value);
  const products = [...new Set([...ours.map(({ sku, ssrn }) => sku ?? ssrn), ...listed])];
  const found = [
    ...(products.length === 0 ? [] : [foundDevice(value, products)]),
    ...(voucherCount === 0 ? [] : [foundVouchers(value, voucherCount)]),
  ];
  if (group === undefined) return found.length === 0 ? undefined : { found };
  return "problem" in group ? { found, problem: group.problem } : { found };
}

/** The products of which the vendor lists a license on the device. Vouchers are no licenses. */
function productsOn({ entitlements }: KnownGroup, wanted: string): (string | null)[] {
  return entitlements
    .filter(({ type, activations }) => {
      return type !== "VOUCHER" && activations.some(({ serialNumber }) => serialNumber === wanted);
    })
    .map(({ productSku, ssrn }) => productSku ?? ssrn);
}

function foundDevice(serialNumber: string, products: readonly (string | null)[]): Found {
  const named = products.filter((product) => product !== null).slice(0, productsShown);
  const rest = products.length - named.length;
  const all = [...named, ...(rest > 0 ? [`${rest.toLocaleString("en-US")} more`] : [])];
  return {
    title: serialNumber,
    words: `Licenses of ${new Intl.ListFormat("en").format(all)}`,
    href: `/activations?serialNumber=${encodeURIComponent(serialNumber)}`,
  };
}

function foundVouchers(serialNumber: string, count: number): Found {
  return {
    title: `Vouchers of ${serialNumber}`,
    words: count === 1 ? "1 was asked for here" : `${count.toLocaleString("en-US")} were asked for here`,
    href: `/vouchers?serialNumber=${encodeURIComponent(serialNumber)}`,
  };
}

/** A license of ours by its id. Calls no vendor. */
export async function byLicenseId(value: string): Promise<Answer> {
  const { serialNumber, productSku, ssrn, state } = licenses;
  const [row] = await db()
    .select({ serialNumber, productSku, ssrn, state })
    .from(licenses)
    .where(eq(licenses.id, value));
  if (row === undefined) return { found: [] };
  const product = row.productSku ?? row.ssrn;
  return {
    found: [
      {
        title: `License on ${row.serialNumber}`,
        words: `${product === null ? "License" : `License of ${product}`}, ${wordOf(row.state)}`,
        href: `/activations/${value}`,
      },
    ],
  };
}

/** A voucher of ours by its id. Calls no vendor. */
export async function byVoucherId(value: string): Promise<Answer> {
  const { serialNumber, ssrn, state } = vouchers;
  const [row] = await db().select({ serialNumber, ssrn, state }).from(vouchers).where(eq(vouchers.id, value));
  if (row === undefined) return { found: [] };
  return {
    found: [
      {
        title: `Voucher for ${row.serialNumber}`,
        words: `Voucher of ${row.ssrn}, ${wordOf(row.state)}`,
        href: `/vouchers/${value}`,
      },
    ],
  };
}

const wordOf = (state: string) => state.replaceAll("_", " ");

/** Validating needs the code itself, and a person who decides to hand it over. */
export function validateInstead(): Answer {
  return {
    found: [
      {
        title: "Validate an activation code",
        words: "It is a secret: it was looked for nowhere",
        href: "/entitlements",
      },
    ],
  };
}

/** The connection's own group as all pages share it, or why it cannot be had; undefined without a connection. */
async function sharedGroup(
  reading: Reading,
  juniper: () => JuniperClient,
): Promise<KnownGroup | { problem: string } | undefined> {
  try {
    return await recentGroup(reading, juniper());
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return error.kind === "not_connected" ? undefined : { problem: troubleWords(error) };
  }
}
