import "server-only";
import { type KnownGroup, knownGroup, readGroup } from "@/lib/domain/entitlements/group";
import type { Reading } from "@/lib/vendors/http/permit";
import type { JuniperClient } from "@/lib/vendors/juniper/client";

/** What is only glanced at may be so old; whoever works with licenses keeps it younger by it. */
const recentForMs = 3_600_000;

/**
 * The connection's own group for glances and searches, which must not eat the budget: at most one reading of it an hour,
 * and none while anybody works with licenses. @throws VendorError as `readGroup`
 */
export async function recentGroup(reading: Reading, juniper: JuniperClient): Promise<KnownGroup> {
  const known = await knownGroup(juniper);
  if (known !== undefined && Date.now() - known.answeredAt.getTime() < recentForMs) return known;
  return await readGroup(reading, juniper);
}
