import { entitlements } from "@/lib/contract/entitlements";
import { validate } from "@/lib/domain/entitlements/validate";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const POST = route(entitlements.validate, async ({ reading, body, tellAge }) => {
  const { value, answeredAt, staleBecause } = await validate(reading, juniper(), body, tellAge);
  tellAge(answeredAt, staleBecause);
  return value;
});
