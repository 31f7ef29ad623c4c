import { entitlements } from "@/lib/contract/entitlements";
import { detailOf } from "@/lib/domain/entitlements/find";
import { readGroup } from "@/lib/domain/entitlements/group";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const GET = route(entitlements.get, async ({ reading, params, query, tellAge }) => {
  const group = await readGroup(reading, juniper(), query, tellAge);
  tellAge(group.answeredAt, group.staleBecause);
  return detailOf(group, params.entitlementId, new Date());
});
