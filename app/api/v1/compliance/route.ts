import { licenses } from "@/lib/contract/licenses";
import { groupComplianceOf } from "@/lib/domain/entitlements/compliance";
import { readGroup } from "@/lib/domain/entitlements/group";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const GET = route(licenses.compliance, async ({ reading, query, tellAge }) => {
  const group = await readGroup(reading, juniper(), query, tellAge);
  tellAge(group.answeredAt, group.staleBecause);
  return groupComplianceOf(group, new Date());
});
