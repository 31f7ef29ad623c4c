import { licenses } from "@/lib/contract/licenses";
import { activateOne } from "@/lib/domain/licenses/activate";
import { listLicenses } from "@/lib/domain/licenses/list";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const GET = route(licenses.list, async ({ reading, query, tellAge }) => {
  const { answer, answeredAt, staleBecause } = await listLicenses(reading, juniper, query, tellAge);
  tellAge(answeredAt, staleBecause);
  return answer;
});
export const POST = route(licenses.activate, ({ permit, note, body }) =>
  activateOne(permit, juniper(), note, body),
);
