import { entitlements } from "@/lib/contract/entitlements";
import { readGroup } from "@/lib/domain/entitlements/group";
import { listOf } from "@/lib/domain/entitlements/list";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const GET = route(entitlements.list, async ({ reading, query, tellAge }) => {
  const group = await readGroup(reading, juniper(), query, tellAge);
  tellAge(group.answeredAt, group.staleBecause);
  return listOf(group, query, new Date());
});
