import { licenses } from "@/lib/contract/licenses";
import { getLicense } from "@/lib/domain/licenses/get";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const GET = route(licenses.get, async ({ reading, params, tellAge }) => {
  const { detail, answeredAt, staleBecause } = await getLicense(reading, juniper, params.licenseId);
  if (answeredAt !== undefined) tellAge(answeredAt, staleBecause);
  return detail;
});
