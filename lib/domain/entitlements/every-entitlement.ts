import { createHash } from "node:crypto";
import type { VendorWarnings } from "@/lib/contract/entitlements";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import type { EntitlementAndCode } from "@/lib/vendors/juniper/contract";
import { listEntitlements } from "@/lib/vendors/juniper/entitlements";

/** More is not read of one group: 25 calls of an hour's 300, and 5,000 entitlements. */
export const pagesMax = 25;
const warningsMax = 50;

interface EveryEntitlement<Kept> {
  items: Kept[];
  /** False where the group has more than was read, or the vendor announced more than it handed out. */
  complete: boolean;
  warnings: VendorWarnings;
  /** Calls it took. */
  pages: number;
}

/**
 * Reads a group to its end, 200 a call. One that comes twice, because the list changed meanwhile, is taken as it came
 * last. `keep` makes of each what is to be kept, page by page, so that thousands do not hold up everybody else. A page or a token that comes again, and an empty page that promises more, are a bad answer: such a list has no end.
 * @throws VendorError when a page cannot be read
 */
export async function everyEntitlement<Kept>(
  reading: Reading,
  juniper: JuniperClient,
  group: { customerId: string; groupId: string },
  keep: (item: EntitlementAndCode) => Promise<Kept>,
  betweenPages: () => Promise<void>,
): Promise<EveryEntitlement<Kept>> {
  const items = new Map<string, Kept>();
  const warnings = new Map<string, VendorWarnings[number]>();
  const seen = new Set<string>();
  let pageToken: string | undefined;
  for (let pages = 1; ; pages += 1) {
    const page = await listEntitlements(reading, juniper, { ...group, ...(pageToken && { pageToken }) });
    for (const item of page.items) items.set(item.entitlementId, await keep(item));
    for (const warning of page.warnings) warnings.set(JSON.stringify(warning), warning);
    const { nextPageToken, totalCount } = page;
    const read = {
      items: [...items.values()],
      warnings: [...warnings.values()].slice(0, warningsMax),
      pages,
    };
    if (nextPageToken === null) return { ...read, complete: items.size >= (totalCount ?? 0) };
    const content = digestOf(page.items);
    if (page.items.length === 0) throw endless(reading, "an empty page promises more");
    if (seen.has(content) || seen.has(nextPageToken)) throw endless(reading, "the same page came again");
    if (pages === pagesMax) return { ...read, complete: false };
    seen.add(content).add(nextPageToken);
    pageToken = nextPageToken;
    await betweenPages();
  }
}

/** Pages are told apart by what is on them; only what is enumerable counts, which is no secret. */
function digestOf(items: readonly EntitlementAndCode[]): string {
  return createHash("sha256").update(JSON.stringify(items)).digest("base64");
}

function endless({ requestId }: Reading, detail: string): VendorError {
  return new VendorError({
    kind: "bad_answer",
    vendor: "juniper",
    call: "POST /entitlements/query",
    requestId,
    mayHaveActed: false,
    detail,
  });
}
