import { licenses } from "@/lib/contract/licenses";
import { lookUpLicense } from "@/lib/domain/licenses/look-up";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const POST = route(licenses.lookUp, ({ permit, note, params }) =>
  lookUpLicense(permit, juniper(), note, params.licenseId),
);
