import { licenses } from "@/lib/contract/licenses";
import { readLicensesAttention } from "@/lib/domain/licenses-attention/attention";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const GET = route(licenses.attention, async ({ reading, tellAge }) => {
  const { attention, group } = await readLicensesAttention(reading, juniper);
  if (group !== undefined) tellAge(group.answeredAt, group.staleBecause);
  return attention;
});
