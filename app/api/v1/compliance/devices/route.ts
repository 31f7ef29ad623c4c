import { licenses } from "@/lib/contract/licenses";
import { deviceComplianceOf } from "@/lib/domain/entitlements/device-compliance";
import { readGroup } from "@/lib/domain/entitlements/group";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const GET = route(licenses.deviceCompliance, async ({ reading, query, tellAge }) => {
  const group = await readGroup(reading, juniper(), query, tellAge);
  tellAge(group.answeredAt, group.staleBecause);
  return deviceComplianceOf(group, query, new Date());
});
