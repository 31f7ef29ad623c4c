import "server-only";
import { count, inArray } from "drizzle-orm";
import { licenses } from "@/drizzle/schema/juniper";
import type { EntitlementStanding } from "@/lib/contract/entitlements";
import type { LicenseState, LicensesAttention, LicensesAttentionKind } from "@/lib/contract/licenses";
import type { VoucherStanding } from "@/lib/contract/vouchers";
import { db } from "@/lib/db/connection";
import type { KnownGroup } from "@/lib/domain/entitlements/group";
import { readingOf } from "@/lib/domain/entitlements/list";
import { standingOf } from "@/lib/domain/entitlements/standing";
import { credentialAttention } from "@/lib/domain/juniper-access/credentials/attention";
import { countVouchers } from "@/lib/domain/vouchers/list";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { recentGroup } from "./recent-group";

/** Where the number behind each is counted; the most urgent first. */
const sources: readonly (
  | { kind: LicensesAttentionKind; entitlement: EntitlementStanding }
  | { kind: LicensesAttentionKind; license: LicenseState }
  | { kind: LicensesAttentionKind; voucher: VoucherStanding }
)[] = [
  { kind: "entitlements_exceeded", entitlement: "exceeded" },
  { kind: "activations_in_doubt", license: "activation_in_doubt" },
  { kind: "releases_in_doubt", license: "release_in_doubt" },
  { kind: "vouchers_in_doubt", voucher: "issue_in_doubt" },
  { kind: "voucher_revocations_in_doubt", voucher: "revoke_in_doubt" },
  { kind: "entitlements_expiring", entitlement: "expiring" },
  { kind: "vouchers_expiring", voucher: "expiring" },
];

/**
 * What somebody should look at among licenses: counted in our records, and in the group that all share, which is asked
 * for at most once an hour. Where Juniper has nothing to say, the records do all the same.
 * @returns the group's age too, where there is a group
 */
export async function readLicensesAttention(
  reading: Reading,
  juniper: () => JuniperClient,
  now = new Date(),
): Promise<{ attention: LicensesAttention; group: KnownGroup | undefined }> {
  const [{ group, connected }, inDoubt, credential] = await Promise.all([
    groupOf(reading, juniper),
    licensesInDoubt(),
    credentialAttention(),
  ]);
  const entitlements = Map.groupBy(group?.entitlements ?? [], (one) => standingOf(one, now));
  const counted = await Promise.all(
    sources.map(async (source) => {
      if ("voucher" in source) return countVouchers({ standing: source.voucher });
      if ("license" in source) return inDoubt.get(source.license) ?? 0;
      return entitlements.get(source.entitlement)?.length ?? 0;
    }),
  );
  const items = sources.map(({ kind }, index) => ({ kind, count: counted[index] ?? 0 }));
  return {
    attention: {
      items: items.filter((item) => item.count > 0),
      group: group === undefined ? null : readingOf(group),
      connected,
      credential: credential && { kind: credential.kind, words: credential.words },
    },
    group,
  };
}

async function groupOf(
  reading: Reading,
  juniper: () => JuniperClient,
): Promise<{ group: KnownGroup | undefined; connected: boolean }> {
  try {
    return { group: await recentGroup(reading, juniper()), connected: true };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { group: undefined, connected: error.kind !== "not_connected" };
  }
}

const doubtful = ["activation_in_doubt", "release_in_doubt"] as const satisfies LicenseState[];

async function licensesInDoubt(): Promise<ReadonlyMap<string, number>> {
  const rows = await db()
    .select({ state: licenses.state, licenses: count() })
    .from(licenses)
    .where(inArray(licenses.state, [...doubtful]))
    .groupBy(licenses.state);
  return new Map(rows.map((row) => [row.state, row.licenses]));
}
